import { judgeRows } from './support/judge';

const USERS = [{ name: 'changefeed', write: ['orders-*'] }];
const TLS = { serverName: 'kafka.example.com' };
const listener = (more: object) => [{ name: 'EXTERNAL', tls: TLS, ...more }];
const kafka = (version: string) => ({
  'kafka.version': version,
  'kafka.archive.url': `https://example.com/kafka_2.13-${version}.tgz`,
});
const login = (mechanism: string) => ({
  externalListeners: listener({ authentication: { mechanism } }),
  'kafka.users': USERS,
});
const NAME = 'externalListeners[0].tls.serverName';

describe('tls', () => {
  judgeRows('error', [
    ['alone', { externalListeners: listener({}) }, []],
    ['with a login', login('scram-sha-512'), []],
    ['without a name', { externalListeners: listener({ tls: {} }) }, [`${NAME}: is missing`]],
    ...[
      'kafka',
      'Kafka.example.com',
      '*.example.com',
      '10.0.0.1',
      'kafka.example.com.',
      'a..b',
      '-a.com',
    ].map((serverName) => {
      return [
        serverName,
        { externalListeners: listener({ tls: { serverName } }) },
        [`${NAME}: is not valid`],
      ] as const;
    }),
    ...['3.7.1', '3.8.0'].map((version) => {
      return [
        `SCRAM on Kafka ${version}: nobody can record it`,
        { ...login('scram-sha-512'), ...kafka(version) },
        [],
      ] as const;
    }),
    [
      'SCRAM before Kafka knew it in KRaft mode',
      { ...login('scram-sha-512'), ...kafka('3.4.1') },
      ['externalListeners[0].authentication.mechanism: Kafka 3.4.1 cannot store SCRAM users in KRaft mode'],
    ],
    [
      'without a way to the brokers',
      { externalListeners: listener({}), bastion: undefined, 'kafka.delivery': 'url' },
      [
        'externalListeners[0].tls: needs SSH to the brokers, and there is no bastion: no certificate would reach them',
      ],
    ],
    [
      'settings of Kafka that follow from it',
      {
        'kafka.properties': {
          'ssl.keystore.location': '/x',
          'listener.name.external.ssl.engine.factory.class': 'x',
          'ssl.client.auth': 'required',
          'ssl.enabled.protocols': 'TLSv1.3',
        },
      },
      ['ssl.keystore.location', 'listener.name.external.ssl.engine.factory.class', 'ssl.client.auth'].map(
        (name) =>
          `kafka.properties["${name}"]: is set by kafka-link: it follows from externalListeners[].tls`,
      ),
    ],
  ]);

  judgeRows('warning', [['PLAIN inside of it', login('plain'), []]]);
});

describe('kafka.internalTls', () => {
  const on = { 'kafka.internalTls': true };
  judgeRows('error', [
    ['alone', on, []],
    [
      'without a way to the brokers',
      { ...on, bastion: undefined, 'kafka.delivery': 'url' },
      [
        'kafka.internalTls: needs SSH to the brokers, and there is no bastion: without their certificates no broker starts',
      ],
    ],
    [
      'others who reach INTERNAL, beside a listener that asks: without a certificate they do not get in',
      { ...on, ...login('scram-sha-512'), 'security.internalClients': ['10.0.0.0/16'] },
      [],
    ],
    [
      'settings of Kafka that follow from it',
      { 'kafka.properties': { 'listener.name.internal.ssl.principal.mapping.rules': 'DEFAULT' } },
      [
        'kafka.properties["listener.name.internal.ssl.principal.mapping.rules"]: is set by kafka-link: it follows from kafka.internalTls',
      ],
    ],
  ]);
});
