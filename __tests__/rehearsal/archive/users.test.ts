import { missingPrerequisites } from '../../../rehearsal/lab/common';
import { planAccess } from '../../../plan/access';
import { contactAll } from '../../../doctor/gather/contacts';
import type { AccessPlan, ClusterPlan, ExternalListenerPlan } from '../../../plan/types';
import { deployment } from '../../support/deployment';
import { Cluster } from './support/cluster';
import { loginAt, type Login } from './support/nodes';

const needed = ['ip', 'mvn', 'java', 'jar'].map((command) => ({ command, apt: command, dnf: command }));
const onPossible = missingPrerequisites(needed).length === 0 ? describe : describe.skip;

const CHANGEFEED = { name: 'changefeed', write: ['orders', 'tidb-*'], read: ['orders'], groups: ['g-*'] };

/** What the plan says of these users. */
function accessOf(users: object[], removedUsers: string[] = []): AccessPlan {
  const kafka = { clusterId: 'BRl69zcmTFmiPaoaANybiw', users, removedUsers };
  const listener = { mechanism: 'SCRAM-SHA-512' } as ExternalListenerPlan;
  const access = planAccess(deployment(3, { kafka }), [listener]);
  if (!access) throw new Error('nobody logs in');
  return access;
}

onPossible.each(['3.7.1', '3.9.1'])('users of Kafka %s', (version) => {
  let running: Cluster | undefined;
  const cluster = () => running ?? fail();
  const fail = (): never => {
    throw new Error('no cluster');
  };
  const login: Login = { mechanism: 'SCRAM-SHA-512', user: 'changefeed', password: 'first-password' };
  const topics = (as: Login, ...args: string[]) =>
    cluster().client(as, 'kafka-topics', '--command-config', args);
  const create = async (as: Login, topic: string) => {
    const place = ['--partitions', '1', '--replication-factor', '1'];
    const { stdout, stderr } = await topics(as, '--create', '--topic', topic, ...place);
    return stdout + stderr;
  };
  const NOBODY = 'SaslAuthenticationException: Authentication failed';

  beforeAll(async () => {
    running = await Cluster.start(version, { mechanism: 'SCRAM-SHA-512', plan: accessOf([CHANGEFEED]) });
  }, 400_000);
  afterAll(() => running?.remove(), 60_000);

  test('nobody comes in before there are users, and the gate tells that the listener is right', async () => {
    expect(await create(login, 'orders')).toContain(NOBODY);
    const listeners = loginAt(1);
    const asked = { listeners, advertised: listeners, logins: 'LOGIN:SCRAM-SHA-512', timeout: '60' };
    expect((await cluster().gate('after', 1, asked)).code).toBe(0);
    const other = await cluster().gate('after', 1, { ...asked, logins: 'LOGIN:PLAIN', timeout: '2' });
    expect(other).toMatchObject({
      code: 75,
      stdout: expect.stringContaining(`${listeners} offers SCRAM-SHA-512 instead of PLAIN`),
    });
    const named = await cluster().gate('after', 1, { ...asked, advertised: 'b1.other:9093', timeout: '2' });
    expect(named).toMatchObject({ code: 75, stdout: expect.stringContaining('not LOGIN://b1.other:9093') });
  }, 180_000);

  test('a user may do what the plan says, and nothing else', async () => {
    const made = await cluster().users(accessOf([CHANGEFEED]), 'changefeed first-password\n');
    expect(made).toMatchObject({ code: 0, stdout: expect.stringMatching(/9 rights given, 0 taken/) });
    expect(made.stdout + made.stderr).not.toContain('first-password');
    expect(await create(login, 'orders')).toContain('Created topic orders');
    expect(await create(login, 'tidb-1')).toContain('Created topic tidb-1');
    expect(await create(login, 'payments')).toContain('TopicAuthorizationException');
    const deleted = await topics(login, '--delete', '--topic', 'orders');
    expect(deleted.stdout + deleted.stderr).toContain('TopicAuthorizationException');
    const produced = await cluster().client(
      login,
      'kafka-console-producer',
      '--producer.config',
      ['--topic', 'orders'],
      'one\ntwo\n',
    );
    expect(produced.stderr).not.toContain('ERROR');
    const args = ['--topic', 'orders', '--from-beginning', '--timeout-ms', '8000', '--group', 'g-1'];
    const consumed = await cluster().client(login, 'kafka-console-consumer', '--consumer.config', args);
    expect(consumed.stdout).toContain('one\ntwo\n');
    const settings = ['--describe', '--entity-type', 'brokers', '--entity-name', '1', '--all'];
    const brokers = await cluster().client(login, 'kafka-configs', '--command-config', settings);
    expect(brokers.stdout).toContain('message.max.bytes=');
    const own = [
      '--alter',
      '--entity-type',
      'brokers',
      '--entity-name',
      '1',
      '--add-config',
      'log.cleaner.threads=2',
    ];
    const altered = await cluster().client(login, 'kafka-configs', '--command-config', own);
    expect(altered.stdout + altered.stderr).toContain('ClusterAuthorizationException');
    // Said by the active controller, whichever that is.
    expect([1, 2, 3].map((node) => cluster().log(node)).join('')).toMatch(
      /Principal = User:changefeed is Denied operation = CREATE .*resource = Topic:LITERAL:payments/,
    );
  }, 300_000);

  test('the doctor logs in as well, and sees which broker answers', async () => {
    const plan = {
      brokers: [1, 2, 3].map((nodeId) => ({ nodeId })),
      externalListeners: [{ name: 'LOGIN', mechanism: login.mechanism }],
    } as unknown as ClusterPlan;
    const [host = '', port] = loginAt(2).split(':');
    const endpoint = { host, port: Number(port) };
    const wanted = { role: 'external', listener: 'LOGIN', endpoint, nodeId: 2 } as const;
    const look = async (as?: { user: string; password: string }) => {
      const { signal } = new AbortController();
      return (await contactAll(plan, [wanted], (to) => cluster().dial(to), signal, as))[0];
    };
    const { user, password } = login;
    expect(await look({ user, password })).toMatchObject({
      state: 'answers',
      answeredBy: 2,
      login: { outcome: 'passed', user },
      brokers: [1, 2, 3].map((nodeId) => ({ nodeId, host, port: Number(loginAt(nodeId).split(':')[1]) })),
    });
    expect(await look({ user, password: 'wrong-password' })).toMatchObject({
      state: 'answers',
      login: { outcome: 'refused', reason: expect.stringContaining('Authentication failed') },
    });
    expect(await look()).toMatchObject({ state: 'answers', brokers: [], login: { outcome: 'untried' } });
    const other = {
      ...plan,
      externalListeners: [{ name: 'LOGIN', mechanism: 'PLAIN' }],
    } as unknown as ClusterPlan;
    const { signal } = new AbortController();
    const [found] = await contactAll(other, [wanted], (to) => cluster().dial(to), signal);
    expect(found).toMatchObject({
      state: 'closed',
      reason: 'takes logins by SCRAM-SHA-512 instead of PLAIN',
    });
  }, 60_000);

  test.each([
    ['a wrong password', { ...login, password: 'wrong-password' }],
    ['another mechanism', { ...login, mechanism: 'SCRAM-SHA-256' }],
    ['an unknown user', { ...login, user: 'somebody' }],
    ['no login', { user: '', password: '' }],
  ])(
    '%s is refused',
    async (_, as) => {
      expect(await create(as, 'orders-2')).toMatch(
        /SaslAuthentication|UnsupportedSaslMechanism|TimeoutException/,
      );
      const internal = { 'allow-unavailable': 'true', timeout: '60' };
      // orders, tidb-1, and the offsets of consumer groups
      expect((await cluster().gate('before', 1, internal)).stdout).toContain(': 3 topics');
      expect(cluster().log(1)).toMatch(/Failed authentication with \/127\.0\.0\.1/);
    },
    120_000,
  );

  test('another password and other rights take the place of those before', async () => {
    const less = accessOf([{ name: 'changefeed', write: ['tidb-*'] }]);
    const made = await cluster().users(less, 'changefeed second-password\n');
    expect(made.stdout).toContain('user changefeed: 0 rights given, 5 taken');
    expect(await create(login, 'tidb-2')).toContain(NOBODY);
    const now = { ...login, password: 'second-password' };
    expect(await create(now, 'tidb-2')).toContain('Created topic tidb-2');
    expect(await create(now, 'orders-3')).toContain('TopicAuthorizationException');
    expect((await cluster().users(less, 'changefeed second-password\n')).stdout).not.toContain(
      'rights given',
    );
  }, 180_000);

  test('who has left the file is named, and goes when that is asked for', async () => {
    const next = { name: 'changefeed-2', write: ['*'] };
    const made = await cluster().users(accessOf([next]), 'changefeed-2 third-password\n');
    expect(made.stdout).toContain('left as it is, since it is not in the deployment file: user changefeed\n');
    const now = { ...login, password: 'second-password' };
    expect(await create(now, 'tidb-3')).toContain('Created topic tidb-3');
    await cluster().users(accessOf([next], ['changefeed']), 'changefeed-2 third-password\n');
    expect(await create(now, 'tidb-4')).toContain(NOBODY);
    const other = { ...login, user: 'changefeed-2', password: 'third-password' };
    expect(await create(other, 'anything')).toContain('Created topic anything');
  }, 180_000);
});
