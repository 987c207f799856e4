import { synthesize } from '../../../constructs/synthesize';
import { app } from '../../command/app';
import { simulated } from './simulated';

// The app of cdktf's command line in the environment of `npx kafka-link cloud env`, in the place of main.ts.
app((deployments) => synthesize(deployments.map(simulated)));
