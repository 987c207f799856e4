import { ConfigError } from '../../config/problems/problem';
import type { BrokerChange } from '../../expose/change';
import { prepare } from '../../expose/prepare';
import { roll } from '../../expose/roll';
import { existing, FakeHosts, HOSTS, kraftFile, SECRET } from './support/cluster';

jest.setTimeout(120_000);

const ROLLING = ['gate before', 'stop', 'start', 'gate after'];
let ssh: FakeHosts;
beforeEach(() => {
  ssh = new FakeHosts();
});
afterEach(() => ssh.remove());

const look = (uniqueName?: string, mode?: 'zookeeper') =>
  prepare(existing(uniqueName, mode), HOSTS, ssh, 'kafka.yaml');
const problemsOf = async (looking: Promise<unknown>): Promise<string> => {
  const error = await looking.catch((reason: unknown) => reason);
  if (!(error instanceof ConfigError)) throw new Error(`no ConfigError: ${String(error)}`);
  return error.message;
};
const said: string[] = [];
const bring = async (changes: BrokerChange[]) => {
  said.length = 0;
  await roll(changes, ssh, { say: (line) => said.push(line), reconnect: { times: 2, afterSeconds: 0 } });
};
const forget = () => ssh.hosts.forEach((host) => host.write('/fake/calls', ''));

describe('before anything', () => {
  test('every change is known, and shown without passwords', async () => {
    const changes = await look();
    expect(changes.map(({ broker, changed }) => [broker.nodeId, changed.length])).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
    const patch = changes.map((change) => change.patch.toString('latin1')).join('');
    expect(patch).not.toContain(SECRET);
    expect(patch).toContain('EXTERNAL://b2.abc.alicloud.plc.tidbcloud.com:9094\r\n');
    expect(ssh.hosts.map((host) => host.events())).toEqual([[], [], []]);
  });

  test('every problem of every broker is told, and nothing has changed', async () => {
    ssh.broker(1).write('/srv/kafka/config/server.properties', kraftFile(2));
    ssh.broker(2).write('/fake/kafka', 'failed failed 0\n');
    ssh.broker(2).write('/fake/no-compiler', '');
    ssh.broker(3).write('/srv/kafka/config/server.properties', kraftFile(3, 39092));
    const told = await problemsOf(look());
    expect(told).toContain('broker-node1:/srv/kafka/config/server.properties:1');
    expect(told).toContain('node.id is not 1');
    expect(told).toContain(
      'broker-node2 (10.0.0.12)  existing.hosts.service\n  error: does not run on the host (failed)',
    );
    expect(told).toContain('broker-node2 (10.0.0.12)  existing.hosts.javaHome');
    expect(told).toContain('has the port 39092 of EXTERNAL for INTERNAL');
    expect(ssh.order).toEqual([]);
  });

  test('a host that does not answer is told as it says so', async () => {
    const answer = ssh.run.bind(ssh);
    ssh.run = (address, command) =>
      address.endsWith('2')
        ? Promise.resolve({ code: 255, stdout: Buffer.alloc(0), stderr: 'Host key verification failed.' })
        : answer(address, command);
    expect(await problemsOf(look())).toContain('SSH as root on port 22 fails: Host key verification failed.');
  });

  test('what the deployment file says of the cluster is what the brokers say', async () => {
    ssh.broker(1).write('/srv/kafka/config/server.properties', kraftFile(1, 9192));
    const told = await problemsOf(look('abc', 'zookeeper'));
    expect(told).toContain('existing.mode\n  error: is not the mode of this file, kraft');
    expect(told).toContain('ports.internal\n  error: is not a listener of this broker');
  });

  test('an older Kafka has no client for the gate', async () => {
    ssh.broker(1).write('/srv/kafka/libs/kafka-clients-3.7.1.jar', '');
    const { renameSync } = await import('node:fs');
    const libs = ssh.broker(1).path('/srv/kafka/libs');
    renameSync(`${libs}/kafka-clients-3.7.1.jar`, `${libs}/kafka-clients-2.8.2.jar`);
    expect(await problemsOf(look())).toContain(
      'contains Kafka 2.8.2, but the gate needs the client of Kafka 3.7 or later',
    );
  });
});

describe('the brokers', () => {
  test('take turns, each restarted once; a second run restarts none', async () => {
    await bring(await look());
    expect(ssh.order).toEqual([1, 2, 3]);
    expect(ssh.hosts.map((host) => host.events())).toEqual([ROLLING, ROLLING, ROLLING]);
    expect(said.filter((line) => line.includes('DONE'))).toHaveLength(3);
    forget();
    const again = await look();
    expect(again.map(({ changed }) => changed)).toEqual([[], [], []]);
    await bring(again);
    expect(ssh.hosts.map((host) => host.events())).toEqual([['gate after'], ['gate after'], ['gate after']]);
  });

  test('get another unique name, each by one restart', async () => {
    await bring(await look('unique_name'));
    forget();
    const changes = await look('xyz');
    expect(changes.map(({ changed }) => changed)).toEqual(Array(3).fill(['advertised.listeners']));
    await bring(changes);
    expect(ssh.hosts.map((host) => host.events())).toEqual([ROLLING, ROLLING, ROLLING]);
    expect(ssh.broker(3).properties).toContain('EXTERNAL://b3.xyz.alicloud.plc.tidbcloud.com:9095');
  });

  test('after the one that fails are not touched; the next run goes on', async () => {
    ssh.broker(2).write('/fake/gate-before', 'echo "partition a-0 needs 2"; exit 75\n');
    await expect(bring(await look())).rejects.toThrow(
      'broker-node2: not possible now, see above; run this again later; not touched: broker-node3',
    );
    expect(ssh.hosts.map((host) => host.events())).toEqual([ROLLING, ['gate before'], []]);
    expect(said).toContain('broker-node2: gate: partition a-0 needs 2');
    ssh.broker(2).write('/fake/gate-before', '');
    forget();
    await bring(await look());
    expect(ssh.hosts.map((host) => host.events())).toEqual([['gate after'], ROLLING, ROLLING]);
  });

  test('of which one is reverted keep their files', async () => {
    const before = ssh.broker(1).properties;
    ssh
      .broker(1)
      .write(
        '/fake/gate-after',
        'grep -q EXTERNAL "$KAFKA_BOOTSTRAP_ROOT/srv/kafka/config/server.properties" && exit 75 || exit 0\n',
      );
    await expect(bring(await look())).rejects.toThrow('broker-node1: failed, see above');
    expect(said.at(-1)).toMatch(/^broker-node1: REVERTED: /);
    expect(ssh.broker(1).properties).toBe(before);
    expect(ssh.order).toEqual([1]);
  });

  test('of which one was left in the middle begin with that one', async () => {
    ssh.broker(2).write('/fake/on-start', 'kill -9 "$(cat "$FAKE/step-pid")"\n');
    await expect(bring(await look())).rejects.toThrow('broker-node2: not possible now');
    ssh.broker(2).write('/fake/on-start', '');
    ssh.order.length = 0;
    await bring(await look());
    expect(ssh.order).toEqual([2, 1, 3]);
  });
});

test('a connection that breaks leaves the step alone, and is made anew', async () => {
  ssh.breaks = 2;
  await bring(await look());
  expect(said.filter((line) => line.includes('the connection is lost'))).toHaveLength(2);
  expect(ssh.hosts.map((host) => host.events())).toEqual([ROLLING, ROLLING, ROLLING]);
});

test('a connection that stays away ends the run, and says that the step does not', async () => {
  ssh.breaks = 99;
  await expect(bring(await look())).rejects.toThrow(
    'broker-node1: its step finishes or reverts on its own: Connection reset; run this again to continue',
  );
  expect(ssh.order).toEqual([1]);
});

test('a run that loses its lock finishes the broker that it changes, and goes on to none', async () => {
  ssh.afterStart = () => ssh.loseLock();
  await expect(bring(await look())).rejects.toThrow(
    'the lock /var/lib/kafka-expose/roll.lock on broker-node1 is lost: run this again to continue',
  );
  expect(ssh.order).toEqual([1]);
  expect(ssh.hosts.map((host) => host.events())).toEqual([ROLLING, [], []]);
});

test('two runs at the same time: the second one touches nothing, and goes on once the first has ended', async () => {
  const [one, other] = await Promise.all([look(), look()]);
  const outcomes = await Promise.allSettled([bring(one), bring(other)]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const refused = outcomes.find((outcome) => outcome.status === 'rejected');
  expect(String(refused?.reason)).toMatch(/another npx kafka-link expose is running .* on broker-node1/);
  expect(ssh.order).toEqual([1, 2, 3]);
  await bring(await look());
});
