import type { Deployment } from '../../../config/deployments';
import { synthesize } from '../../../constructs/synthesize';
import { planCluster } from '../../../plan/plan';
import { planTable } from './plan-table';

/** Writes the Terraform JSON of deployments, and prints each one's plan to read. */
export function synthesizeAndShow(deployments: readonly Deployment[]): void {
  synthesize(deployments);
  for (const { config, file } of deployments) {
    const json = `cdktf.out/stacks/${config.name}/cdk.tf.json`;
    process.stdout.write(`${file} → ${json}\n\n${planTable(planCluster(config))}\n`);
  }
}
