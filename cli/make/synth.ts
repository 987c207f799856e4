import { command } from '../command';
import { deployments } from '../command/takes-deployments';

export default command({
  name: 'synth',
  summary: 'Writes the Terraform JSON of deployments and prints each plan.',
  text: 'Writes cdktf.out/stacks/<name>/cdk.tf.json, without the network.',
  takes: deployments,
  options: {},
  examples: [
    ['npx kafka-link synth', 'the deployment in kafka.yaml'],
    ['npx kafka-link synth test.yaml production.yaml', 'several at once'],
  ],
  run: async (request) => (await import('./synth/show')).synthesizeAndShow(request.deployments),
});
