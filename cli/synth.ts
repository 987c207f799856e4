import { askedForHelp } from './help';
import { synthesizeAndShow } from './synthesis';
import { withDeployments } from './with-deployments';

const USAGE = `npm run synth -- [FILE …]

Writes the Terraform JSON of deployments to cdktf.out/stacks/<name>/cdk.tf.json and prints each one's plan. Offline.

FILE  deployment files; else KAFKA_CONFIG (several separated by commas), else kafka.yaml
`;

// The Terraform JSON without the start-up of cdktf's command line, and the plan to read.
if (!askedForHelp(USAGE)) withDeployments(synthesizeAndShow);
