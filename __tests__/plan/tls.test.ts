import { planCluster } from '../../plan/plan';
import { deployment } from '../support/deployment';

const plan = (externalListeners: object[], kafka: object = {}) =>
  planCluster(deployment(3, { externalListeners, kafka: { clusterId: 'BRl69zcmTFmiPaoaANybiw', ...kafka } }));
const OTHER = { name: 'OTHER', port: 39192, bootstrap: 9192, base: 9192 };

test('what clients are to see is the same on all listeners with TLS', () => {
  const listeners = [
    { ...OTHER, tls: { serverName: 'b.example.com' } },
    { name: 'EXTERNAL', tls: { serverName: 'a.example.com' } },
  ];
  expect(plan(listeners, { secretsVersion: 3 }).tls).toEqual({
    serverNames: ['a.example.com', 'b.example.com'],
    ports: [39092, 39192],
    secretsVersion: 3,
  });
  expect(plan([{ name: 'EXTERNAL' }]).tls).toBeUndefined();
});

test('login and TLS make the protocol', () => {
  const tls = { serverName: 'a.example.com' };
  const users = [{ name: 'changefeed', write: ['*'] }];
  const authentication = { mechanism: 'scram-sha-512' };
  const protocols = plan(
    [
      { name: 'EXTERNAL', tls },
      { ...OTHER, tls, authentication },
    ],
    { users },
  ).externalListeners.map(({ protocol, serverName }) => [protocol, serverName]);
  expect(protocols).toEqual([
    ['SSL', 'a.example.com'],
    ['SASL_SSL', 'a.example.com'],
  ]);
});
