import { type ForeignBroker, type ForeignCluster, SECRET } from './cluster';

const lines = (...all: string[]): string => all.map((line) => `${line}\n`).join('');

/** As people write it: in an order of their own, with comments, continuations and blanks, and without a last line break. */
export function serverProperties(cluster: ForeignCluster, broker: ForeignBroker): string {
  const text =
    cluster.mode === 'kraft' ? kraft(cluster, broker) : zookeeper(cluster, broker).replaceAll('\n', '\r\n');
  return text.replace(/\r?\n$/, '');
}

const REPLICATION = lines(
  'default.replication.factor = 3',
  'min.insync.replicas=2',
  'offsets.topic.replication.factor=3',
  'transaction.state.log.replication.factor=3',
  'transaction.state.log.min.isr=2',
  '    offsets.topic.num.partitions = 10',
);

function kraft({ brokers }: ForeignCluster, { id, address }: ForeignBroker): string {
  const voters = brokers.map((voter) => `${voter.id}@${voter.address}:29092`).join(',\\\n    ');
  return (
    lines(
      '# Kafka of the billing team. Ask before you touch this!',
      '! gr\u00fc\u00dfe, ops',
      'log.dirs = /srv/kafka-data',
      `node.id:${id}`,
      'process.roles\tbroker,controller',
      `controller.quorum.voters=${voters}`,
      'controller.listener.names=CONTROLLER',
      '',
      '#advertised.listeners=PLAINTEXT://your.host.name:9092',
      'listeners = INTERNAL://0.0.0.0:9092,\\',
      '            CONTROLLER://0.0.0.0:29092',
      `advertised.listeners: INTERNAL://${address}:9092`,
      'inter.broker.listener.name=INTERNAL',
      `ops.password=${SECRET}`,
      'listener.security.protocol.map=INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT',
    ) +
    REPLICATION +
    lines('auto.create.topics.enable=false')
  );
}

/** With the line breaks of Windows. */
function zookeeper({ brokers }: ForeignCluster, { id, address }: ForeignBroker): string {
  const connect = brokers.map((server) => `${server.address}:2181`).join(',');
  return (
    lines(
      '############################# Server Basics #############################',
      `broker.id=${id}`,
      '',
      'listener.security.protocol.map=INTERNAL:PLAINTEXT,SSL:SSL',
      `ops.password=${SECRET}`,
      '# log.dirs=/tmp/kafka-logs',
      'log.dirs=/srv/kafka-data',
      'security\\',
      '  .note = moved from the old data centre',
      'inter.broker.listener.name = INTERNAL',
      `listeners=INTERNAL://${address}:9092`,
      'zookeeper.connection.timeout.ms=60000',
      `zookeeper.connect=${connect}/billing`,
      'controlled.shutdown.enable=true',
    ) +
    REPLICATION +
    lines(`advertised.listeners=INTERNAL://${address}:9092`)
  );
}
