import type { Endpoint } from '../../plan/types';
import { command } from '../command';
import { flag, value, values, variable } from '../command/options';
import { deploymentsQuietly } from '../command/takes-deployments';
import { UsageError } from '../command/usage-error';

/** Reads `HOST:PORT`. */
function endpoint(text: string): Endpoint {
  const [, host, digits] = /^([A-Za-z0-9._-]+):(\d{1,5})$/.exec(text) ?? [];
  const port = Number(digits);
  if (host !== undefined && port >= 1 && port <= 65535) return { host, port };
  throw new UsageError(`takes HOST:PORT, such as b1.abc123.alicloud.plc.tidbcloud.com:9092, not '${text}'`);
}

export default command({
  name: 'doctor',
  summary: 'Examines an applied deployment and names the cause of what is wrong.',
  text:
    'Looks from here, from its bastion and from each broker, and changes nothing. The first line of the report names the ' +
    'cause of all. It takes less than a minute.',
  takes: deploymentsQuietly,
  options: {
    var: values(
      'NAME=VALUE',
      'a variable as given to terraform apply, such as ssh_private_key_file=FILE; TF_VAR_NAME works too',
      variable,
    ),
    fromClient: value(
      'HOST:PORT',
      'check only what a client finds behind this bootstrap address: name, port and node id of each broker',
      endpoint,
    ),
    json: flag('print the report for a program'),
  },
  examples: [
    ['npx kafka-link doctor', 'the deployment in kafka.yaml'],
    ['npx kafka-link doctor --from-client b1.abc123.alicloud.plc.tidbcloud.com:9092', 'as a client'],
  ],
  exitCodes: {
    0: 'healthy, or warnings only',
    2: 'it could not examine a deployment, or wrong options or arguments',
  },
  more: 'docs/runbooks/troubleshoot.md',
  check: (options, files) =>
    options.fromClient !== undefined && files.length > 1 ? ['--from-client takes one deployment file'] : [],
  run: async ({ deployments: all, options }) => {
    const { examineAndShow, exitCodeOf } = await import('./doctor/examine-all');
    const { fromClient, json } = options;
    return exitCodeOf(
      await examineAndShow(all, { variables: Object.fromEntries(options.var), fromClient, json }),
    );
  },
});
