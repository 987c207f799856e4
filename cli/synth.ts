import { synthesize } from '../constructs/synthesize';
import { planCluster } from '../plan/plan';
import { planTable } from './plan-table';
import { withDeployments } from './with-deployments';

// `npm run synth -- [FILE …]`: the Terraform JSON without the start-up of cdktf's command line, and the plan to read.
withDeployments((deployments) => {
  synthesize(deployments);
  for (const { config, file } of deployments) {
    const json = `cdktf.out/stacks/${config.name}/cdk.tf.json`;
    process.stdout.write(`${file} → ${json}\n\n${planTable(planCluster(config))}\n`);
  }
});
