import { planCluster } from '../../plan/plan';
import { deployment } from '../support/deployment';

const CLUSTER = { clusterId: 'BRl69zcmTFmiPaoaANybiw' };
const NEW = { name: 'NEW', port: 39192, bootstrap: 9192, base: 9192 };

function accessOf(
  users: object[],
  mechanisms: (string | undefined)[] = ['scram-sha-512'],
  more: object = {},
) {
  const externalListeners = [{ name: 'EXTERNAL' }, NEW].slice(0, mechanisms.length).map((entry, index) => {
    const mechanism = mechanisms[index];
    return mechanism ? { ...entry, authentication: { mechanism } } : entry;
  });
  return planCluster(deployment(3, { externalListeners, kafka: { ...CLUSTER, users, ...more } }));
}

const lines = (users: object[]) =>
  accessOf(users).access?.users.flatMap(({ name, rights }) =>
    rights.map((right) => [name, right.operation, right.resource, right.pattern, right.name].join(' ')),
  );

test('a changefeed gets exactly what TiCDC needs', () => {
  expect(lines([{ name: 'changefeed', write: ['orders', 'tidb-*'] }])).toEqual([
    'changefeed DESCRIBE_CONFIGS CLUSTER LITERAL kafka-cluster',
    'changefeed CREATE TOPIC LITERAL orders',
    'changefeed DESCRIBE TOPIC LITERAL orders',
    'changefeed WRITE TOPIC LITERAL orders',
    'changefeed CREATE TOPIC PREFIXED tidb-',
    'changefeed DESCRIBE TOPIC PREFIXED tidb-',
    'changefeed WRITE TOPIC PREFIXED tidb-',
  ]);
});

test('a reader reads, in its groups; all topics are one name of Kafka', () => {
  expect(lines([{ name: 'reader', read: ['*'], groups: ['app-*'] }])).toEqual([
    'reader READ GROUP PREFIXED app-',
    'reader DESCRIBE TOPIC LITERAL *',
    'reader READ TOPIC LITERAL *',
  ]);
});

test('the order of the file does not matter, nor does what is said twice', () => {
  const a = { name: 'a', write: ['x', 'y'], read: ['x'] };
  const b = { name: 'b', read: ['z'] };
  expect(lines([b, a])).toEqual(lines([{ ...a, write: ['y', 'x', 'x'] }, b]));
});

test('every listener has its own mechanism; the cluster has all of them', () => {
  const plan = accessOf([{ name: 'a', write: ['*'] }], ['scram-sha-512', 'plain']);
  expect(plan.externalListeners).toMatchObject([
    { name: 'EXTERNAL', protocol: 'SASL_PLAINTEXT', mechanism: 'SCRAM-SHA-512' },
    { name: 'NEW', protocol: 'SASL_PLAINTEXT', mechanism: 'PLAIN' },
  ]);
  expect(plan.access?.mechanisms).toEqual(['PLAIN', 'SCRAM-SHA-512']);
});

test('where no listener asks, nobody is told apart', () => {
  const plan = accessOf([], [undefined]);
  expect(plan.access).toBeUndefined();
  expect(plan.externalListeners).toEqual([
    { name: 'EXTERNAL', id: 'external', protocol: 'PLAINTEXT', port: 39092, bootstrap: 9092 },
  ]);
});
