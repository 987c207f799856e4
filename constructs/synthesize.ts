import { App } from 'cdktf';
import type { Deployment } from '../config/deployments';
import { KafkaStack } from './kafka-stack';
import { carryLockFiles } from './lock-files';

/** Writes the Terraform JSON of each deployment to `cdktf.out/stacks/<name>/cdk.tf.json`. */
export function synthesize(deployments: readonly Deployment[]): void {
  const app = new App({ stackTraces: false });
  withoutTraces(() => {
    for (const { config } of deployments) new KafkaStack(app, config.name, { config });
    app.synth();
  });
  const stacks = deployments.map(({ config }) => config.name);
  carryLockFiles(app.outdir, 'state', stacks);
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
