import { withDeployments } from './cli/with-deployments';
import { synthesize } from './constructs/synthesize';

// The app of cdktf.json: one stack a deployment file.
withDeployments(synthesize);
