import { hostAndPort } from '../plan/brokers';
import type { BrokerPlan, ExistingHostsPlan } from '../plan/types';
import { askedAbout, type ExistingCluster } from './cluster';
import { externalByPlan } from './server-properties/external';

/** What stands for the places that the deployment file does not tell. */
const UNKNOWN: ExistingHostsPlan = {
  user: 'root',
  port: 22,
  sudo: false,
  serverProperties: '/etc/kafka/server.properties',
  service: 'kafka.service',
  kafkaHome: '/opt/kafka',
};

/** Where things are on the brokers, and how this deployment's files are named on the command line. */
export interface ByHandOptions {
  /** @default - usual places, to be put right by the reader */
  readonly hosts?: ExistingHostsPlan;
  /** The deployment file. */
  readonly file: string;
  /** Unique name that is not in the file. */
  readonly uniqueName?: string;
}

/** The steps by which a person exposes a cluster, one broker after another, with every command. */
export function stepsByHand(cluster: ExistingCluster, options: ByHandOptions): string {
  const { plan } = cluster;
  const places = options.hosts
    ? []
    : [
        `Without existing.hosts, this says ${UNKNOWN.serverProperties}, ${UNKNOWN.service} and ${UNKNOWN.kafkaHome}: put yours in their place.`,
      ];
  const brokers = plan.brokers.map((broker) => stepsOf(cluster, options, broker));
  return [
    `Exposing ${plan.name} by hand: one broker at a time, and the next one only when the last step of the one before held.`,
    ...places,
    '',
    ...brokers.flatMap((steps, index) => [...steps, ...(index < brokers.length - 1 ? [''] : [])]),
    ...(plan.mode === 'zookeeper' ? ['', WITHOUT_RESTART] : []),
    '',
  ].join('\n');
}

/** The other way that a ZooKeeper-mode broker has, and why it is not taken. */
export const WITHOUT_RESTART =
  'In ZooKeeper mode a broker would also take the three values while it runs, by kafka-configs.sh --alter ("Without a restart"\n' +
  'in docs/existing-cluster.md). The restart is preferred: after it, the file alone says what the broker does.';

function stepsOf(cluster: ExistingCluster, options: ByHandOptions, broker: BrokerPlan): string[] {
  const hosts = options.hosts ?? UNKNOWN;
  const { port, advertised } = externalByPlan(cluster.plan, broker.nodeId);
  const { serverProperties: file, service } = hosts;
  const [here, next] = [`broker-${broker.nodeId}.properties`, `broker-${broker.nodeId}.new.properties`];
  const host = onHost(hosts, broker);
  const name = options.uniqueName === undefined ? '' : ` --unique-name ${options.uniqueName}`;
  const root = hosts.sudo ? 'sudo -n ' : '';
  const java = hosts.javaHome === undefined ? root : `${root}env JAVA_HOME=${hosts.javaHome} `;
  const asked = askedAbout(cluster.plan, broker).join(',');
  const client = hosts.clientProperties === undefined ? '' : ` --command-config ${hosts.clientProperties}`;
  const tool = (program: string, args: string) =>
    host(`${java}${hosts.kafkaHome}/bin/${program}.sh --bootstrap-server ${asked}${client} ${args}`);
  const underReplicated = tool('kafka-topics', '--describe --under-replicated-partitions');
  const steps: [what: string, ...commands: string[]][] = [
    ['fetch the present file', `umask 077; ${host(`${root}cat ${file}`)} >${here}`],
    [
      'make the new one, and read the change',
      `npx kafka-link listeners ${here} --node-id ${broker.nodeId} --deployment ${options.file}${name} --output ${next}`,
    ],
    [
      `reserve port ${port}, so that no outgoing connection takes it while Kafka restarts (add it to what stands there already)`,
      host(`${root}sysctl net.ipv4.ip_local_reserved_ports`),
      host(`${root}sysctl -w net.ipv4.ip_local_reserved_ports=${port}`),
      host(`echo net.ipv4.ip_local_reserved_ports=${port} | ${root}tee /etc/sysctl.d/zz-kafka-external.conf`),
    ],
    ['the others have everything in sync: this prints nothing', underReplicated],
    [
      'keep the present file, place the new one with its owner and mode, and restart',
      host(`${root}cp -p ${file} ${file}.before-external`),
      `${host(`${root}tee ${file}`)} <${next} >/dev/null`,
      host(`${root}systemctl restart ${service}`),
    ],
    [
      'wait until it is back: this prints nothing again',
      underReplicated,
      ...(cluster.plan.mode === 'kraft'
        ? [`${tool('kafka-metadata-quorum', 'describe --replication')} # node ${broker.nodeId}: lag near 0`]
        : [`${tool('kafka-broker-api-versions', '')} | grep '(id: ${broker.nodeId} '`]),
    ],
    [
      'it listens for TiDB Cloud',
      host(`timeout 5 bash -c ': <>/dev/tcp/${broker.address}/${port}' && echo open`),
    ],
    [
      'only if it does not come back: the file from before, and no other broker until this one serves',
      host(`${root}cp -p ${file}.before-external ${file} && ${root}systemctl restart ${service}`),
    ],
  ];
  return [
    `${broker.name} (node ${broker.nodeId}, ${broker.address}) becomes ${hostAndPort(advertised)}`,
    ...steps.flatMap(([what, ...commands], index) => [
      `  ${index + 1}. ${what}`,
      ...commands.map((command) => `       ${command}`),
    ]),
  ];
}

/** A command on a broker, as a person types it. */
function onHost({ user, port, jumpHost }: ExistingHostsPlan, { address }: BrokerPlan) {
  const way = [...(jumpHost === undefined ? [] : ['-J', jumpHost]), ...(port === 22 ? [] : ['-p', port])];
  const ssh = ['ssh', ...way, `${user}@${address}`].join(' ');
  return (command: string) => `${ssh} "${command}"`;
}
