import { app } from './cli/command/app';
import { synthesize } from './constructs/synthesize';

// The app of cdktf.json: one stack a deployment file.
app(synthesize);
