import { formatProblems, ConfigError, type Problem } from '../../../config/problems/problem';
import { expose } from '../../../expose/server-properties/expose';
import { externalByConvention, type ExternalOptions } from '../../../expose/server-properties/external';
import { PropertiesDocument } from '../../../expose/server-properties/java-properties/document';

const KRAFT = {
  'process.roles': 'broker,controller',
  'node.id': '1',
  'controller.listener.names': 'CONTROLLER',
  listeners: 'PLAINTEXT://:9092,CONTROLLER://:29092',
};
const ZOOKEEPER = { 'zookeeper.connect': 'localhost:2181', 'broker.id': '1' };
const NAMED = {
  ...ZOOKEEPER,
  listeners: 'INTERNAL://:9092',
  'advertised.listeners': 'INTERNAL://10.0.0.11:9092',
  'inter.broker.listener.name': 'INTERNAL',
  'listener.security.protocol.map': 'INTERNAL:PLAINTEXT',
};

function problemsOf(
  file: Record<string, string | undefined>,
  options: Partial<ExternalOptions> = {},
): readonly Problem[] {
  const lines = Object.entries(file).flatMap(([key, value]) =>
    value === undefined ? [] : `${key}=${value}\n`,
  );
  const external = externalByConvention({ nodeId: 1, uniqueName: 'abc', ...options });
  try {
    return expose(new PropertiesDocument(lines.join('')), 'server.properties', external).warnings;
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

const told = (problems: readonly Problem[]) =>
  problems.map(({ severity, message }) => `${severity}: ${message}`);

test.each([
  ['KRaft', KRAFT],
  ['ZooKeeper mode', ZOOKEEPER],
  ['named listeners', NAMED],
  [
    'two listeners of one protocol and no inter.broker.listener.name: Kafka goes by the name PLAINTEXT',
    {
      ...ZOOKEEPER,
      listeners: 'PLAINTEXT://:9092,CLIENTS://:9094',
      'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CLIENTS:PLAINTEXT',
    },
  ],
  [
    'old settings that listeners override',
    { ...NAMED, 'host.name': 'kafka-1', port: '9092', 'advertised.host.name': 'kafka-1' },
  ],
  [
    'an EXTERNAL that is right',
    {
      ...NAMED,
      listeners: 'INTERNAL://:9092,external://:39092',
      'advertised.listeners': 'INTERNAL://10.0.0.11:9092,EXTERNAL://B1.abc.alicloud.plc.tidbcloud.com:9093',
    },
  ],
])('nothing is wrong with %s', (_, file) => {
  expect(told(problemsOf(file))).toEqual([]);
});

test.each<[string, Record<string, string | undefined>, string[]]>([
  [
    'no broker at all',
    { listeners: 'PLAINTEXT://:9092' },
    ['process.roles is missing, and so is zookeeper.connect: Kafka would not start with this file'],
  ],
  [
    'a controller only, and nothing more',
    { ...KRAFT, 'process.roles': 'controller', listeners: 'CONTROLLER://:39092' },
    ['process.roles does not contain "broker": no client connects to this node'],
  ],
  [
    'KRaft without an id',
    { ...KRAFT, 'node.id': undefined },
    ['node.id is missing, although KRaft needs it'],
  ],
  [
    'the file of another broker',
    { ...KRAFT, 'node.id': '2' },
    ['node.id is not 1: another broker would advertise the name and port of broker 1'],
  ],
  [
    'ids that differ',
    { ...KRAFT, 'broker.id': '2' },
    ['broker.id is not 1: another broker would advertise the name and port of broker 1'],
  ],
  [
    'entries that cannot be read',
    {
      ...NAMED,
      listeners: 'INTERNAL://:9092,9093',
      'advertised.listeners': 'INTERNAL://${env:HOST}:9092',
      'listener.security.protocol.map': 'INTERNAL:PLAINTEXT,,SSL',
    },
    [
      'listeners has an entry that Kafka cannot read',
      'advertised.listeners has an entry that Kafka cannot read',
      'listener.security.protocol.map has an entry that Kafka cannot read',
      'listener.security.protocol.map has an entry that Kafka cannot read',
    ],
  ],
  [
    'an empty list',
    { ...ZOOKEEPER, listeners: 'PLAINTEXT://:9092', 'advertised.listeners': '' },
    [
      'advertised.listeners is empty, which Kafka refuses',
      'inter.broker.listener.name is missing, so Kafka needs an advertised listener with the name PLAINTEXT, the protocol between brokers',
    ],
  ],
  [
    'a name that stands twice',
    { ...NAMED, listeners: 'INTERNAL://:9092,Internal://:9094' },
    ['listeners has INTERNAL twice, which Kafka refuses (case does not matter)'],
  ],
  [
    "EXTERNAL's port taken",
    { ...NAMED, listeners: 'INTERNAL://:39092' },
    ['listeners has the port 39092 of EXTERNAL for INTERNAL'],
  ],
  [
    "EXTERNAL's port taken by the controller",
    { ...KRAFT, listeners: 'PLAINTEXT://:9092,CONTROLLER://:39092' },
    ['listeners has the port 39092 of EXTERNAL for CONTROLLER'],
  ],
  [
    'another EXTERNAL',
    {
      ...NAMED,
      listeners: 'INTERNAL://:9092,External://:9094',
      'advertised.listeners': 'INTERNAL://10.0.0.11:9092,External://kafka.example.com:9094',
      'listener.security.protocol.map': 'INTERNAL:PLAINTEXT,External:SASL_SSL',
    },
    [
      'listeners already has an EXTERNAL on another address or port',
      'advertised.listeners already has an EXTERNAL with another address or port',
      'listener.security.protocol.map has another protocol for EXTERNAL',
    ],
  ],
  [
    'EXTERNAL on one address',
    { ...NAMED, listeners: 'INTERNAL://:9092,EXTERNAL://10.0.0.11:39092' },
    ['listeners already has an EXTERNAL on another address or port'],
  ],
  [
    'a controller without listeners',
    { ...KRAFT, listeners: undefined },
    ['listeners is missing, although a controller needs it: Kafka refuses this file'],
  ],
  [
    'settings of Kafka before 3.0',
    {
      ...ZOOKEEPER,
      'host.name': 'kafka-1',
      port: '9092',
      'advertised.host.name': 'kafka-1',
      'advertised.port': '9092',
    },
    [
      'host.name sets the listener of Kafka before 3.0, and has no effect in later versions',
      'port sets the listener of Kafka before 3.0, and has no effect in later versions',
      'advertised.host.name sets what Kafka before 3.0 advertises, and has no effect in later versions',
      'advertised.port sets what Kafka before 3.0 advertises, and has no effect in later versions',
    ],
  ],
  [
    '0.0.0.0 that would be advertised',
    { ...ZOOKEEPER, listeners: 'PLAINTEXT://0.0.0.0:9092' },
    ['advertised.listeners is missing, and Kafka refuses to advertise 0.0.0.0 from listeners'],
  ],
  [
    'an advertised listener that is none',
    { ...NAMED, 'advertised.listeners': 'INTERNAL://10.0.0.11:9092,CLIENTS://10.0.0.11:9094' },
    ['advertised.listeners advertises CLIENTS, which is not in listeners: Kafka refuses this file'],
  ],
  [
    'a map without the controller',
    { ...KRAFT, 'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT' },
    ['listener.security.protocol.map has no protocol for CONTROLLER: Kafka refuses this file'],
  ],
  [
    'own names without a map',
    { ...NAMED, 'listener.security.protocol.map': undefined },
    ['listener.security.protocol.map has no protocol for INTERNAL: Kafka refuses this file'],
  ],
  [
    'traffic between brokers on EXTERNAL',
    { ...NAMED, 'inter.broker.listener.name': 'external', 'control.plane.listener.name': 'EXTERNAL' },
    [
      'inter.broker.listener.name is EXTERNAL: traffic of the cluster itself would go through the load balancer',
      'control.plane.listener.name is EXTERNAL: traffic of the cluster itself would go through the load balancer',
    ],
  ],
  [
    'controllers on EXTERNAL',
    { ...KRAFT, listeners: 'PLAINTEXT://:9092,EXTERNAL://:39092', 'controller.listener.names': 'EXTERNAL' },
    [
      'controller.listener.names is EXTERNAL: traffic of the cluster itself would go through the load balancer',
    ],
  ],
  [
    'no listener between brokers',
    { ...NAMED, 'inter.broker.listener.name': undefined },
    [
      'inter.broker.listener.name is missing, so Kafka needs an advertised listener with the name PLAINTEXT, the protocol between brokers',
    ],
  ],
  [
    'no listener of that protocol',
    { ...ZOOKEEPER, 'security.inter.broker.protocol': 'SSL' },
    [
      'inter.broker.listener.name is missing, so Kafka needs an advertised listener with the name SSL, the protocol between brokers',
    ],
  ],
  [
    'a wrong inter.broker.listener.name',
    { ...NAMED, 'inter.broker.listener.name': 'REPLICATION' },
    ['inter.broker.listener.name is not an advertised listener: Kafka refuses this file'],
  ],
  [
    'both ways to name it',
    { ...NAMED, 'security.inter.broker.protocol': 'PLAINTEXT' },
    [
      'security.inter.broker.protocol cannot be combined with inter.broker.listener.name: Kafka allows only one of them',
    ],
  ],
])('%s is refused', (_, file, messages) => {
  expect(told(problemsOf(file))).toEqual(messages.map((message) => `error: ${message}`));
});

test('a malformed escape, for which Java refuses the file, is refused', () => {
  expect(told(problemsOf({ ...NAMED, 'a.path': 'C:\\users' }))).toEqual([
    'error: has a malformed \\u escape: Java refuses the whole file',
  ]);
});

test('every problem is told at once, with its line and the fix', () => {
  const problems = problemsOf({
    ...KRAFT,
    'node.id': '3',
    listeners: 'PLAINTEXT://:39092,CONTROLLER://:29092',
  });
  expect(formatProblems('server.properties', problems)).toBe(
    `server.properties:2
  error: node.id is not 1: another broker would advertise the name and port of broker 1
  value: "3"
  fix: use the --node-id of this file, or the file of broker 1
server.properties:4
  error: listeners has the port 39092 of EXTERNAL for PLAINTEXT
  value: "PLAINTEXT://:39092"
  fix: set another port for EXTERNAL, the same on every broker: --external-port, or ports.external`,
  );
});

test.each<[string, Record<string, string | undefined>, string]>([
  [
    'a generated id',
    { ...NAMED, 'broker.id': undefined },
    'broker.id is generated, so the file does not show whether this is broker 1',
  ],
  [
    'a generated id, written out',
    { ...NAMED, 'broker.id': '-1' },
    'broker.id is generated, so the file does not show whether this is broker 1',
  ],
  [
    'a repeated key',
    { 'listener\\s': 'PLAINTEXT://:1', ...NAMED },
    'listeners is in lines 1, 4; Kafka uses the last, and only that one is changed',
  ],
  [
    'authentication elsewhere',
    { ...NAMED, 'listener.security.protocol.map': 'INTERNAL:SASL_SSL' },
    'listeners have authentication everywhere, but EXTERNAL has none',
  ],
])('%s is a warning', (_, file, message) => {
  expect(told(problemsOf(file))).toEqual([`warning: ${message}`]);
});

test('the placeholder is a warning', () => {
  expect(told(problemsOf(NAMED, { uniqueName: undefined }))).toEqual([
    'warning: advertised.listeners would contain the placeholder b1.unique_name.alicloud.plc.tidbcloud.com',
  ]);
});
