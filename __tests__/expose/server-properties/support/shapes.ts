/** What the three settings say afterwards, where that is not the value before with EXTERNAL behind it. */
export interface Expected {
  listeners?: string;
  'advertised.listeners'?: string;
  'listener.security.protocol.map'?: string;
}

export type Shape = readonly [name: string, file: string, expected?: Expected];

export const BIND = 'EXTERNAL://0.0.0.0:39092';
export const ADVERTISED = 'EXTERNAL://b1.abc.alicloud.plc.tidbcloud.com:9093';
export const PROTOCOL = 'EXTERNAL:PLAINTEXT';
const DEFAULT_MAP = 'PLAINTEXT:PLAINTEXT,SSL:SSL,SASL_PLAINTEXT:SASL_PLAINTEXT,SASL_SSL:SASL_SSL';

const map = (value: string): Expected => ({ 'listener.security.protocol.map': `${value},${PROTOCOL}` });
const advertised = (value: string): Expected => ({ 'advertised.listeners': `${value},${ADVERTISED}` });
const listeners = (value: string): Expected => ({ listeners: `${value},${BIND}` });
const lines = (...all: string[]): string => all.map((line) => `${line}\n`).join('');

const KRAFT = lines(
  'process.roles=broker,controller',
  'node.id=1',
  'controller.quorum.voters=1@10.0.0.11:29092',
  'controller.listener.names=CONTROLLER',
);
const BROKER = lines(
  'process.roles=broker',
  'node.id=1',
  'controller.quorum.voters=9@10.0.0.19:29092',
  'controller.listener.names=CONTROLLER',
);
const ZOOKEEPER = lines('broker.id=1', 'zookeeper.connect=10.0.0.5:2181,10.0.0.6:2181/kafka');
const NAMED = lines(
  'listeners=INTERNAL://0.0.0.0:9092',
  'advertised.listeners=INTERNAL://10.0.0.11:9092',
  'inter.broker.listener.name=INTERNAL',
  'listener.security.protocol.map=INTERNAL:PLAINTEXT',
);

/** Files as people have them; broker 1 each, and Kafka 3.7.1 starts with every one of them. */
export const SHAPES: readonly Shape[] = [
  [
    "PingCAP's document before step 1",
    KRAFT +
      lines(
        'listeners=INTERNAL://0.0.0.0:9092,CONTROLLER://0.0.0.0:29092',
        'inter.broker.listener.name=INTERNAL',
        'advertised.listeners=INTERNAL://10.0.0.11:9092',
        'listener.security.protocol.map=INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT,SSL:SSL,SASL_PLAINTEXT:SASL_PLAINTEXT,SASL_SSL:SASL_SSL',
        'log.dirs=./data',
      ),
  ],
  [
    'the combined node that Kafka ships',
    lines(
      '############################# Server Basics #############################',
      '',
      '# The role of this server. Setting this puts us in KRaft mode',
      'process.roles=broker,controller',
      '',
      'node.id=1',
      'controller.quorum.voters=1@localhost:9093',
      '',
      '# FORMAT: listeners = listener_name://host_name:port',
      'listeners=PLAINTEXT://:9092,CONTROLLER://:9093',
      'inter.broker.listener.name=PLAINTEXT',
      'advertised.listeners=PLAINTEXT://localhost:9092',
      'controller.listener.names=CONTROLLER',
      'listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SSL:SSL,SASL_PLAINTEXT:SASL_PLAINTEXT,SASL_SSL:SASL_SSL',
      'num.network.threads=3',
      'log.dirs=/tmp/kraft-combined-logs',
    ),
  ],
  [
    'the ZooKeeper broker that Kafka ships: all three commented out',
    lines(
      'broker.id=1',
      '#listeners=PLAINTEXT://:9092',
      '#advertised.listeners=PLAINTEXT://your.host.name:9092',
      '#listener.security.protocol.map=PLAINTEXT:PLAINTEXT,SSL:SSL',
      'num.io.threads=8',
      'zookeeper.connect=localhost:2181',
      'zookeeper.connection.timeout.ms=18000',
    ),
    { ...listeners('PLAINTEXT://:9092'), ...advertised('PLAINTEXT://:9092'), ...map(DEFAULT_MAP) },
  ],
  [
    'a package of Confluent: only advertised.listeners set',
    ZOOKEEPER +
      lines(
        'advertised.listeners=PLAINTEXT://kafka-1.example.com:9092',
        'confluent.support.metrics.enable=false',
      ),
    { ...listeners('PLAINTEXT://:9092'), ...map(DEFAULT_MAP) },
  ],
  [
    'a container of Bitnami: spaces, CLIENT and INTERNAL, trailing blanks',
    BROKER +
      lines(
        'listeners = CLIENT://:9092, INTERNAL://:9094  ',
        'advertised.listeners = CLIENT://kafka-0.kafka.svc:9092, INTERNAL://kafka-0.kafka.svc:9094',
        'inter.broker.listener.name = INTERNAL',
        'listener.security.protocol.map = CLIENT:SASL_PLAINTEXT, INTERNAL:PLAINTEXT, CONTROLLER:PLAINTEXT',
      ),
  ],
  [
    "KRaft without a map: the controllers' entry goes on working",
    KRAFT + lines('listeners=PLAINTEXT://:9092,CONTROLLER://:29092'),
    { ...advertised('PLAINTEXT://:9092'), ...map(`${DEFAULT_MAP},CONTROLLER:PLAINTEXT`) },
  ],
  [
    'KRaft without a map, two controller listeners',
    BROKER.replace('=CONTROLLER', '=CONTROLLER,OLD'),
    {
      ...listeners('PLAINTEXT://:9092'),
      ...advertised('PLAINTEXT://:9092'),
      ...map(`${DEFAULT_MAP},CONTROLLER:PLAINTEXT,OLD:PLAINTEXT`),
    },
  ],
  [
    'KRaft, controllers by TLS, without a map',
    BROKER.replace('=CONTROLLER', '=SSL'),
    { ...listeners('PLAINTEXT://:9092'), ...advertised('PLAINTEXT://:9092'), ...map(DEFAULT_MAP) },
  ],
  [
    'KRaft with the id as broker.id',
    BROKER.replace('node.id', 'broker.id') +
      NAMED.replace('INTERNAL:PLAINTEXT', 'INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT'),
  ],
  [
    'ZooKeeper mode, bare',
    ZOOKEEPER,
    { ...listeners('PLAINTEXT://:9092'), ...advertised('PLAINTEXT://:9092'), ...map(DEFAULT_MAP) },
  ],
  [
    'ZooKeeper mode, on the way to KRaft',
    ZOOKEEPER +
      NAMED.replace('INTERNAL:PLAINTEXT', 'INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT') +
      lines(
        'zookeeper.metadata.migration.enable=true',
        'controller.listener.names=CONTROLLER',
        'controller.quorum.voters=9@10.0.0.19:29092',
      ),
  ],
  [
    'SASL between brokers and for clients',
    ZOOKEEPER +
      lines(
        'listeners=SASL_SSL://10.0.0.11:9093',
        'security.inter.broker.protocol=SASL_SSL',
        'listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required \\',
        '  username="broker" \\',
        '  password="p\\u00e4ss=word#1!";',
      ),
    { ...advertised('SASL_SSL://10.0.0.11:9093'), ...map(DEFAULT_MAP) },
  ],
  [
    'names in mixed case',
    ZOOKEEPER +
      lines(
        'listeners=Internal://0.0.0.0:9092,replication://10.0.0.11:9091',
        'advertised.listeners=INTERNAL://10.0.0.11:9092,Replication://10.0.0.11:9091',
        'inter.broker.listener.name=REPLICATION',
        'listener.security.protocol.map=internal:plaintext,REPLICATION:Plaintext',
      ),
  ],
  ['CRLF', (ZOOKEEPER + NAMED).replaceAll('\n', '\r\n')],
  [
    'CRLF, lines to add',
    ZOOKEEPER.replaceAll('\n', '\r\n') + 'listeners=PLAINTEXT://:9092\r\nlog.dirs=C:\\\\kafka\\\\data\r\n',
    { ...advertised('PLAINTEXT://:9092'), ...map(DEFAULT_MAP) },
  ],
  ['CR alone', (ZOOKEEPER + NAMED).replaceAll('\n', '\r')],
  ['mixed line endings', ZOOKEEPER.replaceAll('\n', '\r\n') + NAMED + '# last\r'],
  ['no newline at the end, a setting last', (ZOOKEEPER + NAMED).trimEnd()],
  [
    'no newline at the end, lines to add behind the last',
    ZOOKEEPER + 'listeners=PLAINTEXT://:9092',
    { ...advertised('PLAINTEXT://:9092'), ...map(DEFAULT_MAP) },
  ],
  [
    'no newline at the end, a comment last',
    ZOOKEEPER + '# end \\',
    { ...listeners('PLAINTEXT://:9092'), ...advertised('PLAINTEXT://:9092'), ...map(DEFAULT_MAP) },
  ],
  [
    'continuations inside the three values',
    ZOOKEEPER +
      lines(
        'listeners=\\',
        '    INTERNAL://0.0.0.0:9092,\\',
        '    REPLICATION://0.0.0.0:9091',
        'advertised.listeners=INTERNAL://10.0.0.11:9092,\\',
        '\tREPLICATION://10.0.0.11:9091 \\',
        '',
        'inter.broker.listener.name=REPLICATION',
        'listener.security.protocol.map=INTERNAL:\\',
        'PLAINTEXT,REPLICATION:PLAINTEXT',
      ),
  ],
  [
    'continuations in other settings, with what looks like a setting or a comment',
    ZOOKEEPER + lines('a.note=one \\', 'listeners=not this \\', '# nor a comment', '# a comment \\') + NAMED,
  ],
  [
    '":" and blanks as separators',
    ZOOKEEPER +
      lines(
        'listeners : INTERNAL://0.0.0.0:9092',
        'advertised.listeners INTERNAL://10.0.0.11:9092',
        'inter.broker.listener.name:INTERNAL',
        'listener.security.protocol.map\t=\tINTERNAL:PLAINTEXT',
      ),
  ],
  [
    'unicode escapes in keys and values',
    ZOOKEEPER +
      lines(
        'l\\u0069steners=INTERNAL:\\u002F\\u002f0.0.0.0:9092',
        'advertised\\.listeners=INTERNAL\\://10.0.0.11\\:9092',
        'inter.broker.listener.name=INTERN\\u0041L',
        'listener.security.protocol.map=INTERNAL\\:PLAINTEX\\u0054',
      ),
  ],
  [
    'repeated keys: the last counts',
    ZOOKEEPER + lines('listeners=PLAINTEXT://:1', 'advertised.listeners=PLAINTEXT://old:1') + NAMED,
  ],
  [
    'tabs, form feeds and leading blanks',
    (ZOOKEEPER + NAMED).replace(/^/gm, ' \t\f').replaceAll('=', ' \f=\t'),
  ],
  ['"!" comments and blank lines', lines('! a comment', '', '  ! another \\', ' \t\f') + ZOOKEEPER + NAMED],
  ['a backslash at the end of the file', ZOOKEEPER + NAMED + 'log.dirs=/data\\'],
  [
    'a backslash at the end of the file, lines to add',
    ZOOKEEPER + 'log.dirs=/data\\',
    { ...listeners('PLAINTEXT://:9092'), ...advertised('PLAINTEXT://:9092'), ...map(DEFAULT_MAP) },
  ],
  [
    'a backslash and a newline at the end, behind the listeners',
    ZOOKEEPER + 'listeners=PLAINTEXT://:9092\\\n',
    { ...advertised('PLAINTEXT://:9092'), ...map(DEFAULT_MAP) },
  ],
  ['a lone backslash at the end', ZOOKEEPER + NAMED + '\\'],
  [
    'Latin-1 and UTF-8 in comments and values',
    lines('# gr\xfc\xdfe \xe4\xb8\xad\xe6\x96\x87', 'a.note=\xe9t\xe9 \xa0') + ZOOKEEPER + NAMED,
  ],
  ['a byte order mark before a comment', '\xef\xbb\xbf# made on Windows\r\n' + ZOOKEEPER + NAMED],
  [
    'a comma at the end of a list',
    ZOOKEEPER + lines('listeners=PLAINTEXT://:9092,', 'listener.security.protocol.map=PLAINTEXT:PLAINTEXT, '),
    {
      listeners: `PLAINTEXT://:9092,${BIND}`,
      ...advertised('PLAINTEXT://:9092'),
      'listener.security.protocol.map': `PLAINTEXT:PLAINTEXT, ${PROTOCOL}`,
    },
  ],
  [
    'IPv6',
    ZOOKEEPER +
      lines('listeners=PLAINTEXT://[fd00::11]:9092', 'advertised.listeners=PLAINTEXT://[fd00::11]:9092'),
    map(DEFAULT_MAP),
  ],
  [
    'EXTERNAL in the map already',
    ZOOKEEPER + NAMED.replace('INTERNAL:PLAINTEXT', 'external:plaintext,INTERNAL:PLAINTEXT'),
    { 'listener.security.protocol.map': 'external:plaintext,INTERNAL:PLAINTEXT' },
  ],
  [
    'EXTERNAL among the listeners already, not advertised',
    ZOOKEEPER +
      NAMED.replace('9092', '9092,External://:39092').replace(/map=.*/, `map=INTERNAL:PLAINTEXT,${PROTOCOL}`),
    {
      listeners: 'INTERNAL://0.0.0.0:9092,External://:39092',
      'listener.security.protocol.map': `INTERNAL:PLAINTEXT,${PROTOCOL}`,
    },
  ],
];
