import { judgeRows } from './support/judge';

const USERS = [{ name: 'changefeed', write: ['orders-*'] }];
const login = (mechanism = 'scram-sha-512', more: object = {}) => [
  { name: 'EXTERNAL', authentication: { mechanism, ...more } },
];
const asking = (changes: Record<string, unknown> = {}) => ({
  externalListeners: login(),
  'kafka.users': USERS,
  ...changes,
});
const MECHANISM = 'externalListeners[0].authentication.mechanism';

/** A version with archives that name it. */
const kafka = (version: string) => ({
  'kafka.version': version,
  'kafka.archive.url': `https://example.com/kafka_2.13-${version}.tgz`,
});
const replay = (version: string) =>
  `${MECHANISM}: without TLS, somebody who records a login can replay it to Kafka ${version} (CVE-2024-56128)`;

describe('authentication', () => {
  judgeRows('error', [
    ...['scram-sha-512', 'scram-sha-256', 'plain'].map((mechanism) => {
      return [mechanism, asking({ externalListeners: login(mechanism) }), []] as const;
    }),
    [
      'another mechanism, and nothing of what follows',
      asking({ externalListeners: login('gssapi') }),
      [`${MECHANISM}: is not valid`],
    ],
    [
      'without mechanism',
      asking({ externalListeners: [{ name: 'EXTERNAL', authentication: {} }] }),
      [`${MECHANISM}: is missing`],
    ],
    ...['3.7.1', '3.8.0', '3.6.2'].map((version) => {
      return [`SCRAM on Kafka ${version}`, asking(kafka(version)), [replay(version)]] as const;
    }),
    ...['3.7.2', '3.8.1', '3.9.0', '4.1.2'].map((version) => {
      return [`SCRAM on Kafka ${version}`, asking(kafka(version)), []] as const;
    }),
    [
      'SCRAM on Kafka 3.7.1, knowingly',
      asking({ ...kafka('3.7.1'), externalListeners: login('scram-sha-256', { allowReplay: true }) }),
      [],
    ],
    ['PLAIN on Kafka 3.7.1', asking({ ...kafka('3.7.1'), externalListeners: login('plain') }), []],
    [
      'SCRAM before Kafka knew it in KRaft mode, even knowingly',
      asking({ ...kafka('3.4.1'), externalListeners: login('scram-sha-512', { allowReplay: true }) }),
      [`${MECHANISM}: Kafka 3.4.1 cannot store SCRAM users in KRaft mode`],
    ],
    [
      'SCRAM with an older metadata.version',
      asking({ 'kafka.metadataVersion': '3.4' }),
      ['kafka.metadataVersion: is too old for SCRAM users'],
    ],
    [
      'INTERNAL open to others, by the profile and by a list',
      asking({ security: { profile: 'wide', internalClients: ['10.0.0.0/18'] } }),
      [
        'security.profile: opens INTERNAL to the whole VPC, and INTERNAL has no authentication: any client there may do everything',
        'security.internalClients[0]: opens INTERNAL to clients, and INTERNAL has no authentication: any client there may do everything',
      ],
    ],
    ['INTERNAL open to others where nobody is asked', { security: { profile: 'wide' } }, []],
    [
      'no way to the brokers',
      asking({ bastion: false, 'kafka.delivery': 'url' }),
      [
        'externalListeners[0].authentication: needs SSH to the brokers, and there is no bastion: nobody could log in',
      ],
    ],
    [
      'no way to the brokers, of which there are none yet',
      asking({ bastion: false, 'kafka.delivery': 'url', stage: 'link' }),
      [],
    ],
  ]);

  judgeRows('warning', [
    ['of every listener', asking(), []],
    [
      'of one listener only',
      asking({
        externalListeners: [
          { name: 'EXTERNAL' },
          { name: 'NEW', port: 39192, bootstrap: 9192, base: 9192, authentication: { mechanism: 'plain' } },
        ],
      }),
      [
        'externalListeners[0]: any client that reaches EXTERNAL may do everything, since it has no authentication',
        'externalListeners[1].authentication.mechanism: plain sends the password itself, and the listener has no TLS to encrypt it',
      ],
    ],
  ]);
});

describe('users', () => {
  const users = (...list: object[]) => asking({ 'kafka.users': list });
  judgeRows('error', [
    ['a name, a beginning, all', users({ name: 'a', write: ['orders', 'tidb-*', '*'] }), []],
    ['who reads in groups', users({ name: 'a', read: ['orders'], groups: ['g-*'] }), []],
    ['nobody', users(), ['kafka.users: is empty: nobody can log in']],
    [
      'users whom nobody asks',
      { 'kafka.users': USERS },
      ['kafka.users: has no effect: no listener has authentication'],
    ],
    ['ANONYMOUS', users({ name: 'ANONYMOUS', write: ['*'] }), ['kafka.users[0].name: is not valid']],
    ['a name with a space', users({ name: 'a b', write: ['*'] }), ['kafka.users[0].name: is not valid']],
    [
      'a beginning inside',
      users({ name: 'a', write: ['or*ders'] }),
      ['kafka.users[0].write[0]: is not valid'],
    ],
    [
      'without rights',
      users({ name: 'a' }),
      ['kafka.users[0]: has neither write nor read, so the user may do nothing'],
    ],
    [
      'groups alone',
      users({ name: 'a', groups: ['g'] }),
      ['kafka.users[0].groups: has no effect without read'],
    ],
    [
      'a name twice, and one that is to go',
      asking({
        'kafka.users': [...USERS, { name: 'b', write: ['*'] }, ...USERS],
        'kafka.removedUsers': ['b', 'c'],
      }),
      [
        'kafka.users[2].name: is also the name of kafka.users[0]',
        'kafka.removedUsers[0]: is also the name of kafka.users[1]',
      ],
    ],
    [
      'a password',
      users({ name: 'a', write: ['*'], password: 'x' }),
      ['kafka.users[0].password: is not a known field'],
    ],
    ['version 0', asking({ 'kafka.secretsVersion': 0 }), ['kafka.secretsVersion: is too small']],
  ]);
});

describe('settings that follow from it', () => {
  const OWN = 'is set by kafka-link: it follows from externalListeners[].authentication';
  judgeRows('error', [
    ...[
      'sasl.enabled.mechanisms',
      'listener.name.external.sasl.enabled.mechanisms',
      'listener.name.external.plain.sasl.server.callback.handler.class',
    ].map((setting) => {
      return [
        setting,
        { 'kafka.properties': { [setting]: 'x' } },
        [`kafka.properties["${setting}"]: ${OWN}`],
      ] as const;
    }),
    ...['authorizer.class.name', 'super.users', 'allow.everyone.if.no.acl.found'].map((setting) => {
      return [
        setting,
        { 'kafka.properties': { [setting]: 'x' } },
        [`kafka.properties["${setting}"]: ${OWN} and kafka.users`],
      ] as const;
    }),
    ['others of a listener', { 'kafka.properties': { 'listener.name.external.max.connections': 100 } }, []],
  ]);
});
