import { synthesizeAndShow } from './synthesis';
import { withDeployments } from './with-deployments';

// `npm run synth -- [FILE …]`: the Terraform JSON without the start-up of cdktf's command line, and the plan to read.
withDeployments(synthesizeAndShow);
