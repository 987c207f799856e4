import { brokers, changed, type Changes, judge, judgeRows, type Row } from './support/judge';

const property = (setting: string, value: unknown) => ({ 'kafka.properties': { [setting]: value } });
const at = (setting: string) => `kafka.properties[${JSON.stringify(setting)}]`;

describe('settings that the plan owns', () => {
  judgeRows(
    'error',
    [
      ['process.roles', 'follows from controllers'],
      ['node.id', "is the broker's id in brokers"],
      ['broker.id', "is the broker's id in brokers"],
      ['cluster.id', 'is kafka.clusterId, which storage is formatted with'],
      ['controller.quorum.voters', "follows from controllers and the brokers' addresses"],
      [
        'controller.quorum.bootstrap.servers',
        'cannot be combined with controller.quorum.voters, which kafka-link sets',
      ],
      ['inter.broker.protocol.version', 'is for ZooKeeper mode; in KRaft mode, set kafka.metadataVersion'],
      ['zookeeper.connect', 'is for ZooKeeper mode, but the cluster runs in KRaft mode'],
      ['advertised.listeners', "follows from ports, the brokers' addresses and tidbCloud.listenerPattern"],
      [
        'inter.broker.listener.name',
        'is INTERNAL: traffic between brokers must not go through the load balancer',
      ],
      [
        'security.inter.broker.protocol',
        'cannot be combined with inter.broker.listener.name, which kafka-link sets',
      ],
      ['controller.listener.names', 'is CONTROLLER'],
      ['listener.security.protocol.map', 'maps INTERNAL, CONTROLLER and externalListeners'],
      ['log.dirs', 'is on the data disk, which kafka-link mounts'],
      ['log.dir', 'is on the data disk, which kafka-link mounts'],
      ['metadata.log.dir', 'is on the data disk, which kafka-link mounts'],
      ['broker.rack', "is the broker's zone"],
    ].map(([setting = '', reason]): Row => {
      return [setting, property(setting, 'x'), [`${at(setting)}: is set by kafka-link: it ${reason}`]];
    }),
  );
  judgeRows('error', [
    [
      'listeners',
      property('listeners', 'x'),
      ['kafka.properties.listeners: is set by kafka-link: it follows from ports'],
    ],
    [
      'others are free',
      {
        'kafka.properties': {
          'log.retention.hours': 24,
          'log.cleaner.enable': true,
          'compression.type': 'zstd',
        },
      },
      [],
    ],
  ]);
});

describe('values of settings', () => {
  const tls = 'is set by kafka-link: it follows from externalListeners[].tls';
  const secret = 'looks like a secret, which would be readable in the Terraform JSON and the state';
  const oneLine = 'does not fit on one line of server.properties';
  judgeRows('error', [
    [
      'a password',
      property('ssl.keystore.password', 'x'),
      [`${at('ssl.keystore.password')}: ${tls}`, `${at('ssl.keystore.password')}: ${secret}`],
    ],
    [
      'a JAAS line',
      property('listener.name.external.plain.sasl.jaas.config', 'x\ny'),
      [`${at('listener.name.external.plain.sasl.jaas.config')}: ${secret}`],
    ],
    [
      'a private key',
      property('ssl.keystore.private.key', 'x'),
      [`${at('ssl.keystore.private.key')}: ${tls}`, `${at('ssl.keystore.private.key')}: ${secret}`],
    ],
    ['two lines', property('a.b', 'x\ny'), [`${at('a.b')}: ${oneLine}`]],
    ['a backslash at the end', property('a.b', 'x\\'), [`${at('a.b')}: ${oneLine}`]],
    ['a list', property('a.b', ['x']), [`${at('a.b')}: has the wrong type: a list`]],
    ['a key that is none', property('a b', 'x'), [`${at('a b')}: is not a valid name`]],
    [
      'more digits than a number keeps',
      property('log.flush.interval.messages', 2 ** 63),
      [`${at('log.flush.interval.messages')}: has more digits than YAML keeps of a number`],
    ],
    ['the same in quotes', property('log.flush.interval.messages', '9223372036854775807'), []],
  ]);
});

describe('replication', () => {
  const factor = at('default.replication.factor');
  const minInsync = at('min.insync.replicas');
  judgeRows('error', [
    ['as many copies as brokers', property('default.replication.factor', 3), []],
    [
      'more copies than brokers',
      property('default.replication.factor', 4),
      [`${factor}: needs more than 3 brokers`],
    ],
    [
      'more offsets',
      property('offsets.topic.replication.factor', '5'),
      [`${at('offsets.topic.replication.factor')}: needs more than 3 brokers`],
    ],
    [
      'more in sync than copies',
      property('min.insync.replicas', 4),
      [`${minInsync}: min.insync.replicas 4 is more than default.replication.factor 3`],
    ],
    [
      'fewer copies than in sync',
      property('default.replication.factor', 1),
      [`${factor}: min.insync.replicas 2 is more than default.replication.factor 1`],
    ],
    [
      'one copy and one in sync',
      { 'kafka.properties': { 'default.replication.factor': 1, 'min.insync.replicas': 1 } },
      [],
    ],
    [
      'transactions',
      property('transaction.state.log.min.isr', 4),
      [
        `${at('transaction.state.log.min.isr')}: transaction.state.log.min.isr 4 is more than transaction.state.log.replication.factor 3`,
      ],
    ],
  ]);
  judgeRows('warning', [
    [
      'all in sync',
      property('min.insync.replicas', 3),
      [
        `${minInsync}: min.insync.replicas equals default.replication.factor: each restart of a broker stops producers`,
      ],
    ],
    [
      'two of two',
      { brokers: brokers(2), controllers: [1], ...property('min.insync.replicas', 2) },
      expect.arrayContaining([
        `${minInsync}: min.insync.replicas equals default.replication.factor: each restart of a broker stops producers`,
      ]) as string[],
    ],
    ['two of three', property('min.insync.replicas', 2), []],
  ]);
});

describe('versions', () => {
  const versions = (kafka: string, jdk: string) => ({
    'kafka.version': kafka,
    'kafka.archive.url': `https://example.com/kafka_2.13-${kafka}.tgz`,
    'kafka.jdkVersion': jdk,
    'kafka.jdkArchive.url': `https://example.com/jdk-${jdk}.tar.gz`,
  });
  judgeRows('error', [
    ['3.3', versions('3.3.0', '17.0.1'), []],
    [
      '3.2',
      versions('3.2.3', '17.0.1'),
      ['kafka.version: is not supported: KRaft is not ready for production before Kafka 3.3'],
    ],
    ['2.8', versions('2.8.2', '17.0.1'), ['kafka.version: is not supported']],
    ['5.0', versions('5.0.0', '17.0.1'), ['kafka.version: is not supported']],
    [
      'the default archives of other versions',
      { 'kafka.archive': undefined, 'kafka.jdkArchive': undefined },
      [
        'kafka.version: is not the version of the default archive, 3.7.1',
        'kafka.jdkVersion: is not the version of the default archive, 22.0.2',
      ],
    ],
    [
      'the default checksum of another archive',
      { 'kafka.archive.sha256': undefined },
      ['kafka.version: is not the version of the default archive, 3.7.1'],
    ],
    [
      'archives of one file name, which would overwrite each other',
      {
        'kafka.archive.url': 'https://example.com/3.9.2/latest.tgz',
        'kafka.jdkArchive.url': 'https://example.com/17.0.15/latest.tgz',
      },
      ['kafka.jdkArchive.url: ends in the same file name as kafka.archive.url: latest.tgz'],
    ],
    [
      'a mirror of the default',
      { 'kafka.version': undefined, 'kafka.archive': { url: 'https://example.com/kafka_2.13-3.7.1.tgz' } },
      [],
    ],
  ]);
  judgeRows('warning', [
    [
      '3.7.1 as in the document',
      versions('3.7.1', '22.0.2'),
      [
        'kafka.jdkVersion: Kafka 3.7.1 does not support Java 22',
        'kafka.version: end of life: Kafka 3.8 and earlier get no fixes any more',
        'kafka.version: CVE-2024-56128: somebody who records a SCRAM login without TLS can replay it',
        'kafka.version: CVE-2025-27818: users with the right to alter configurations can run code through the LdapLoginModule',
      ],
    ],
    ['3.9.2 with 21', versions('3.9.2', '21'), []],
    [
      '4.2.2',
      versions('4.2.2', '21.0.1'),
      ['kafka.version: is not listed for TiDB Cloud changefeeds, which list Kafka v2 and v3'],
    ],
    [
      '4.1.1 with 11',
      versions('4.1.1', '11.0.2'),
      [
        'kafka.version: is not listed for TiDB Cloud changefeeds, which list Kafka v2 and v3',
        'kafka.jdkVersion: Kafka 4.1.1 does not support Java 11',
        'kafka.version: CVE-2026-33557: OAUTHBEARER does not validate JWT tokens correctly',
      ],
    ],
    [
      'URLs of other versions',
      {
        'kafka.archive.url': 'https://example.com/kafka.tgz',
        'kafka.jdkArchive.url': 'https://example.com/jdk.tar.gz',
      },
      [
        'kafka.archive.url: does not contain the version 3.9.2',
        'kafka.jdkArchive.url: does not contain the version 17.0.15',
      ],
    ],
    [
      'the cluster id of the document',
      { 'kafka.clusterId': 'BRl69zcmTFmiPaoaANybiw' },
      ["kafka.clusterId: is the one of PingCAP's document, so other clusters may have it too"],
    ],
  ]);
});

describe('metadata.version', () => {
  const level = (value: unknown, more: Changes = {}) => ({ 'kafka.metadataVersion': value, ...more });
  const release = (version: string) => ({
    'kafka.version': version,
    'kafka.archive.url': `https://example.com/kafka_2.13-${version}.tgz`,
  });
  const noRelease = 'kafka.metadataVersion: is not valid';
  const tooNew = (version: string, wanted: string) =>
    `kafka.metadataVersion: is newer than kafka.version ${version}, which could not read metadata.version ${wanted}`;
  judgeRows('error', [
    ['of the release', level('3.9'), []],
    ['of an earlier release', level('3.7'), []],
    ['of the first patch', level('3.9', release('3.9.0')), []],
    ['of a release after the ninth', level('3.10', release('3.10.0')), []],
    ['is compared by parts, not as a number', level('3.9', release('3.10.0')), []],
    ['of a later release', level('4.1'), [tooNew('3.9.2', '4.1')]],
    ['of a later minor release', level('3.10'), [tooNew('3.9.2', '3.10')]],
    ['that a downgrade leaves behind', level('3.9', release('3.7.2')), [tooNew('3.7.2', '3.9')]],
    [
      'from before KRaft',
      level('3.2'),
      ['kafka.metadataVersion: is older than 3.3, the first whose KRaft mode is ready for production'],
    ],
    ['as a patch release', level('3.9.1'), [noRelease]],
    ['as Kafka calls it', level('3.9-IV0'), [noRelease]],
    ['without quotes', level(3.9), ['kafka.metadataVersion: has the wrong type: a number']],
    [
      'where nothing reaches the brokers',
      level('3.9', { bastion: false, 'kafka.delivery': 'url' }),
      ['kafka.metadataVersion: cannot be finalized: it needs SSH to the brokers, and there is no bastion'],
    ],
    [
      'without a bastion, but directly',
      level('3.9', { bastion: false, 'kafka.delivery': 'url', 'rollout.via': 'direct' }),
      [],
    ],
  ]);

  test('the report of a downgrade names both, and the way out', () => {
    const [problem] = judge(changed(level('3.9', release('3.7.2'))));
    expect(problem).toMatchObject({
      value: '3.9',
      fix: expect.stringMatching(/^set kafka.version to 3.9 or later; .* never lowered$/),
    });
  });
});
