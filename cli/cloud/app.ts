import { synthesize } from '../../constructs/synthesize';
import { withDeployments } from '../with-deployments';
import { simulated } from './simulated';

// The app of cdktf's command line in the environment of `npm run cloud -- env`, in the place of main.ts.
withDeployments((deployments) => synthesize(deployments.map(simulated)));
