import { dirname, join } from 'node:path';
import { App } from 'cdktf';
import type { Deployment } from '../config/deployments';
import { KafkaStack } from './kafka-stack';
import { carryFiles } from './carried-files';

/**
 * Writes the Terraform JSON of each deployment to `<outdir>/stacks/<name>/cdk.tf.json`.
 *
 * @param outdir where cdktf's command line says, else `cdktf.out`, unless told
 */
export function synthesize(deployments: readonly Deployment[], outdir?: string): void {
  const app = new App({ stackTraces: false, outdir });
  withoutTraces(() => {
    for (const { config } of deployments) new KafkaStack(app, config.name, { config });
    app.synth();
  });
  const stacks = deployments.map(({ config }) => config.name);
  carryFiles(app.outdir, join(dirname(app.outdir), 'state'), stacks); // beside deploymentBackend's path
}

/**
 * cdktf formats a stack trace for every token it makes, for nobody to see: an eighth of the time of a large synthesis.
 * An error's own trace is formatted when it is printed, after this.
 */
function withoutTraces(action: () => void): void {
  const { prepareStackTrace } = Error;
  Error.prepareStackTrace = () => '';
  try {
    action();
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
  }
}
