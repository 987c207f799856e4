import { hostAndPort } from '../plan/brokers';
import type { BrokerPlan, ExistingHostsPlan } from '../plan/types';
import { askedAbout, type ExistingCluster } from './cluster';
import { externalByPlan } from './server-properties/external';

/** Usual places, for a deployment file without `existing.hosts`. */
const USUAL: ExistingHostsPlan = {
  user: 'root',
  port: 22,
  sudo: false,
  serverProperties: '/etc/kafka/server.properties',
  service: 'kafka.service',
  kafkaHome: '/opt/kafka',
};

/** Places on the brokers, and arguments for the command lines. */
export interface ByHandOptions {
  /** @default - usual places, for the reader to replace */
  readonly hosts?: ExistingHostsPlan;
  /** The deployment file. */
  readonly file: string;
  /** Unique name that is not in the file. */
  readonly uniqueName?: string;
}

/** The steps to expose a cluster manually, one broker after another, with every command. */
export function stepsByHand(cluster: ExistingCluster, options: ByHandOptions): string {
  const { plan } = cluster;
  const places = options.hosts
    ? []
    : [
        `existing.hosts is not set: replace ${USUAL.serverProperties}, ${USUAL.service} and ${USUAL.kafkaHome} with your own.`,
      ];
  const brokers = plan.brokers.map((broker) => stepsOf(cluster, options, broker));
  return [
    `Expose ${plan.name} manually: one broker at a time. Begin with the next one only after the last step has succeeded.`,
    ...places,
    '',
    ...brokers.flatMap((steps, index) => [...steps, ...(index < brokers.length - 1 ? [''] : [])]),
    ...(plan.mode === 'zookeeper' ? ['', WITHOUT_RESTART] : []),
    '',
  ].join('\n');
}

/** The alternative in ZooKeeper mode, and why this does not use it. */
export const WITHOUT_RESTART =
  'In ZooKeeper mode, kafka-configs.sh --alter can set the three values without a restart ("Without a restart" in\n' +
  'docs/existing-cluster.md). With a restart, the file alone has the configuration of the broker.';

function stepsOf(cluster: ExistingCluster, options: ByHandOptions, broker: BrokerPlan): string[] {
  const hosts = options.hosts ?? USUAL;
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
    ['copy the present file to this machine', `umask 077; ${host(`${root}cat ${file}`)} >${here}`],
    [
      'write the new file, and read the change',
      `npx kafka-link listeners ${here} --node-id ${broker.nodeId} --deployment ${options.file}${name} --output ${next}`,
    ],
    [
      `reserve port ${port}, so that no outgoing connection uses it while Kafka restarts (add it to the ports that the first command prints)`,
      host(`${root}sysctl net.ipv4.ip_local_reserved_ports`),
      host(`${root}sysctl -w net.ipv4.ip_local_reserved_ports=${port}`),
      host(`echo net.ipv4.ip_local_reserved_ports=${port} | ${root}tee /etc/sysctl.d/zz-kafka-external.conf`),
    ],
    ['check that all partitions are in sync: this prints nothing', underReplicated],
    [
      'save the present file, write the new one with the same owner and mode, and restart Kafka',
      host(`${root}cp -p ${file} ${file}.before-external`),
      `${host(`${root}tee ${file}`)} <${next} >/dev/null`,
      host(`${root}systemctl restart ${service}`),
    ],
    [
      'wait until the broker is in sync: this prints nothing again',
      underReplicated,
      ...(cluster.plan.mode === 'kraft'
        ? [`${tool('kafka-metadata-quorum', 'describe --replication')} # node ${broker.nodeId}: lag near 0`]
        : [`${tool('kafka-broker-api-versions', '')} | grep '(id: ${broker.nodeId} '`]),
    ],
    [
      'check that it listens for TiDB Cloud: this prints open',
      host(`timeout 5 bash -c ': <>/dev/tcp/${broker.address}/${port}' && echo open`),
    ],
    [
      'only if it does not start: restore the saved file, and change no other broker until this one is in sync',
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
