import { command } from '../command';
import { value, values } from '../command/options';

export default command({
  name: 'cloud',
  summary: 'Runs the real Terraform against a simulated Alibaba Cloud.',
  text:
    'No account, no network, no cost. Options come before the arguments. Arguments are those of Terraform ' +
    '(plan, apply, state list, import, destroy, …), or one of these:\n\n' +
    '  env                                              shell lines for cdktf and for Terraform itself\n' +
    '  consumer connect [--account ID] [--zone ZONE …]  makes an endpoint in the VPC of TiDB Cloud\n' +
    '  consumer list | accept ENDPOINT | delete ENDPOINT',
  takes: { syntax: '<ARGUMENT...>', text: 'what to run' },
  passes: true,
  options: {
    file: value('FILE', 'the deployment; by default what KAFKA_CONFIG names, else kafka.yaml'),
    dir: value(
      'DIR',
      "where the cloud and Terraform's state are kept between calls; by default .cloud/<name>",
    ),
    latency: value('LATENCY', 'instant (at first), realistic or realistic:<factor>; from now on'),
    fault: values(
      'FAULT',
      'a failure to come, such as create:alicloud_instance,times=2 (repeatable)',
      (fault) => fault,
    ),
  },
  examples: [
    ['npx kafka-link cloud apply -auto-approve', 'builds kafka.yaml'],
    ['npx kafka-link cloud plan -detailed-exitcode', 'exit code 2: there are changes'],
    [
      'npx kafka-link cloud --file examples/production.yaml --latency realistic:0.1 apply -auto-approve',
      'another file, with the waiting times of the real cloud, ten times faster',
    ],
    ['npx kafka-link cloud destroy -auto-approve', 'removes it'],
  ],
  exitCodes: { 0: 'it worked; any other code that Terraform ends with is passed on' },
  more: 'docs/simulated-cloud.md',
  run: async ({ args, options }) => (await import('./cloud/run')).run(args, options),
});
