import { command } from '../command';
import { flag, value, valueOr, values, wholeNumber } from '../command/options';
import { oneDeployment } from '../command/takes-deployments';
import { UsageError } from '../command/usage-error';

/** Reads `unique_name=NAME`, the only variable that matters here. */
function uniqueName(text: string): string {
  const name = /^unique_name=(.*)$/s.exec(text)?.[1];
  if (name === undefined) throw new UsageError(`takes unique_name=NAME, not '${text}'`);
  return name;
}

export default command({
  name: 'expose',
  summary: 'Gives the brokers of an existing cluster the listener EXTERNAL.',
  text:
    "Reads every broker's server.properties by SSH, shows each change, asks once, and restarts one broker after another. " +
    'It checks the cluster before and after each. A broker that fails gets its old file back, and the others stay ' +
    'untouched. You can stop it and run it again at any time; it restarts no broker that has the right file. ' +
    'The deployment file sets cluster: existing.',
  takes: oneDeployment,
  options: {
    var: values(
      'unique_name=NAME',
      'the unique name from TiDB Cloud; by default TF_VAR_unique_name, else that of the file',
      uniqueName,
    ),
    yes: flag(
      'agree to the changes: for pipelines; without it and without a terminal they are only shown',
      'y',
    ),
    byHand: flag('print every step with its commands instead; needs no SSH'),
    allowUnavailable: flag('also restart brokers with topics that need all of their replicas'),
    gateTimeout: valueOr(
      'SECONDS',
      'how long a broker may take to be in sync again, and the others to do without it',
      '600',
      wholeNumber(1, 999_999),
    ),
    sshConfig: value('FILE', 'in place of ~/.ssh/config'),
  },
  examples: [
    ['npx kafka-link expose', 'the cluster of kafka.yaml'],
    ['npx kafka-link expose --by-hand', 'prints the steps instead'],
  ],
  exitCodes: { 0: 'every broker has it', 1: 'something is wrong, or nobody agreed to the changes' },
  more: 'docs/existing-cluster.md',
  run: async ({ deployment, options }) => {
    const { var: names, gateTimeout, ...rest } = options;
    const fromEnvironment = process.env['TF_VAR_unique_name'] || undefined;
    const { expose } = await import('./expose/expose');
    return expose(deployment, {
      ...rest,
      uniqueName: names.at(-1) ?? fromEnvironment,
      gateTimeoutSeconds: gateTimeout,
    });
  },
});
