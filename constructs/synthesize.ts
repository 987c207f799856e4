import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
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
    writeWhole(
      app,
      deployments.map(({ config }) => join(app.outdir, 'stacks', config.name, 'cdk.tf.json')),
    );
  });
  const stacks = deployments.map(({ config }) => config.name);
  carryFiles(app.outdir, dirname(app.outdir), stacks); // beside deploymentBackend's path
}

/** On a full disk cdktf leaves half of a file, which Terraform would then read. */
function writeWhole(app: App, files: readonly string[]): void {
  try {
    app.synth();
  } catch (error) {
    for (const file of files) if (existsSync(file) && !isJson(file)) rmSync(file);
    throw error;
  }
}

function isJson(file: string): boolean {
  try {
    JSON.parse(readFileSync(file, 'utf8'));
    return true;
  } catch {
    return false;
  }
}
