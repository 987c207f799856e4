import { dirname } from 'node:path';
import { App } from 'cdktf';
import type { Deployment } from '../config/deployments';
import { KafkaStack } from './kafka-stack';
import { carryFiles } from './carried-files';
import { withoutTraces } from './terraform/without-traces';

/**
 * Writes the Terraform JSON of each deployment to `<outdir>/stacks/<name>/cdk.tf.json`.
 *
 * @param outdir folder to write to
 * @default outdir - the one that cdktf's command line sets, otherwise `cdktf.out`
 */
export function synthesize(deployments: readonly Deployment[], outdir?: string): void {
  const app = new App({ stackTraces: false, outdir });
  withoutTraces(() => {
    for (const { config } of deployments) new KafkaStack(app, config.name, { config });
    app.synth();
  });
  const stacks = deployments.map(({ config }) => config.name);
  carryFiles(app.outdir, dirname(app.outdir), stacks); // beside deploymentBackend's path
}
