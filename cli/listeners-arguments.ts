import { parseArgs } from 'node:util';
import { loadDeployments } from '../config/deployments';
import {
  externalByConvention,
  externalByPlan,
  type ExternalListener,
} from '../expose/server-properties/external';
import { planCluster } from '../plan/plan';

/** What a person asks `npm run listeners` for. */
export type ListenersRequest =
  { command: 'help' } | { command: 'expose'; file: string; output?: string; external: ExternalListener };

export const USAGE = `npm run listeners -- SERVER.PROPERTIES --node-id N [OPTION …]

Adds the listener EXTERNAL for TiDB Cloud to a broker's present file and shows the change as a patch. Every other byte stays.

--node-id N          the broker's id: node.id, or broker.id in ZooKeeper mode
--output FILE        also writes the new file, which must not exist yet
--deployment FILE    ports and names of this deployment file; otherwise the document's, unless given by:
--unique-name NAME   the unique name of the domain that TiDB Cloud attached
--external-port P    port of EXTERNAL on the brokers (39092)
--advertised-port P  port of the load balancer that leads to this broker (9092 + N)

The change takes a restart of the broker. In ZooKeeper mode kafka-configs --alter can set the same values without one; in
KRaft mode Kafka refuses that. More, also on applying it: docs/existing-cluster.md
`;

const OPTIONS = {
  'node-id': { type: 'string' },
  'unique-name': { type: 'string' },
  'external-port': { type: 'string' },
  'advertised-port': { type: 'string' },
  deployment: { type: 'string' },
  output: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/**
 * Reads the arguments, and the deployment file if one is named.
 *
 * @throws Error with everything that is wrong about them
 */
export function readArguments(args: readonly string[]): ListenersRequest {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
  if (values.help) return { command: 'help' };
  const problems: string[] = [];
  const whole = (option: 'node-id' | 'external-port' | 'advertised-port', min: number, max: number) => {
    const text = values[option];
    if (text === undefined) return undefined;
    if (/^\d{1,10}$/.test(text) && Number(text) >= min && Number(text) <= max) return Number(text);
    problems.push(`--${option} must be a whole number from ${min} to ${max}, not ${JSON.stringify(text)}`);
    return undefined;
  };
  const [file = '', ...more] = positionals;
  if (file === '') problems.push("the broker's server.properties is missing");
  if (more.length > 0) problems.push(`one file at a time, not also ${more.join(', ')}`);
  if (values['node-id'] === undefined) problems.push('--node-id is missing');
  const nodeId = whole('node-id', 0, 2 ** 31 - 1);
  const externalPort = whole('external-port', 1, 65535);
  const advertisedPort = whole('advertised-port', 1, 65535);
  const { deployment, output, 'unique-name': uniqueName } = values;
  for (const option of ['external-port', 'advertised-port'] as const) {
    if (deployment !== undefined && values[option] !== undefined) {
      problems.push(`--${option} is the deployment's to say: give it or --deployment`);
    }
  }
  if (nodeId === undefined || problems.length > 0) throw new Error(problems.join('\n'));
  const external =
    deployment === undefined
      ? externalByConvention({ nodeId, uniqueName, externalPort, advertisedPort })
      : byDeployment(deployment, nodeId, uniqueName);
  return { command: 'expose', file, output, external };
}

/** As with Terraform, the unique name may be given apart from the file. */
function byDeployment(file: string, nodeId: number, uniqueName: string | undefined): ExternalListener {
  const [deployment] = loadDeployments([file]);
  if (!deployment) throw new Error(`${file} holds no deployment`);
  return externalByPlan(planCluster(deployment.config, uniqueName), nodeId);
}
