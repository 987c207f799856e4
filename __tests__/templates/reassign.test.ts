import { FAKE_CLUSTER } from './support/fake-cluster';
import { seedPlan } from './support/plan';
import { BastionHost } from './support/sandbox/bastion-host';

jest.setTimeout(120_000);

let bastion: BastionHost;

beforeEach(() => {
  bastion = new BastionHost(seedPlan({ brokers: [1, 2, 3, 4] }));
  for (const [name, body] of Object.entries(FAKE_CLUSTER)) bastion.kafkaTool(name, body);
  brokers('1 a', '2 b', '3 c', '4 a');
});
afterEach(() => bastion.remove());

const brokers = (...lines: string[]) => bastion.write('/fake/brokers', `${lines.join('\n')}\n`);
const reassign = (...args: string[]) => bastion.script('reassign.sh', args, { WHOLE_TRIES: '2' });
/** Reassignments that were begun. */
const executed = () =>
  bastion.calls('kafka-reassign-partitions.sh').filter((call) => call.includes('--execute'));

/** Replicas of each partition; in sync unless told otherwise. */
function topic(name: string, replicas: readonly string[], isr: readonly string[] = replicas): void {
  const lines = replicas.map((list, partition) => `${name} ${partition} ${list} ${isr[partition]}\n`);
  bastion.write('/fake/topics', bastion.read('/fake/topics') + lines.join(''));
}

function replicasOf(name: string): string[] {
  return bastion
    .read('/fake/topics')
    .split('\n')
    .filter((line) => line.startsWith(`${name} `))
    .map((line) => line.split(' ')[2] ?? '');
}

/** How often each broker is there. */
function count(lists: readonly string[]): Record<string, number> {
  const all: Record<string, number> = {};
  for (const broker of lists.flatMap((list) => list.split(','))) all[broker] = (all[broker] ?? 0) + 1;
  return all;
}

test.each([
  [[]],
  [['--to']],
  [['--to', 'x']],
  [['4']],
  [['--to', '4', '--throttle', '0']],
  [['--to', '4', '--throttle', 'on']],
  [['--to', '4', '--throttle', '99999999999999']],
  [['--to', '4', '--execute']],
  [['--raise', 'some']],
  [['--raise', 'all', '--replicas', '0']],
])('called with %j tells its usage', async (args) => {
  const { code, output } = await reassign(...args);
  expect(code).toBe(2);
  expect(output).toMatch(/^Usage: sh reassign.sh --to ID.*\nUsage: sh reassign.sh --raise internal/);
});

describe('--to', () => {
  const SIX = ['1,2,3', '2,3,1', '3,1,2', '1,2,3', '2,3,1', '3,1,2'];

  test('takes half of what the other broker of its zone holds, and lets every zone keep its replica', async () => {
    topic('orders', SIX);
    expect(await reassign('--to', '4')).toMatchObject({
      code: 0,
      verdict: 'GOOD: broker 4 holds its share: 3 replicas',
    });
    const after = replicasOf('orders');
    expect(count(after)).toEqual({ 1: 3, 2: 6, 3: 6, 4: 3 });
    for (const list of after) expect(list.includes('1') && list.includes('4')).toBe(false);
  });

  test('takes its share of all where zones do not matter, of every topic, leadership included', async () => {
    brokers('1 null', '2 null', '3 null', '4 null');
    topic('orders', [...SIX, ...SIX]);
    topic('refunds', [...SIX, ...SIX]);
    await reassign('--to', '4');
    for (const name of ['orders', 'refunds']) {
      const held = count(replicasOf(name));
      expect(Object.values(held).every((each) => each >= 8 && each <= 10)).toBe(true);
    }
    const leaders = count(
      [...replicasOf('orders'), ...replicasOf('refunds')].map((list) => list.split(',')[0] ?? ''),
    );
    for (const broker of ['1', '2', '3', '4']) expect(leaders[broker]).toBeGreaterThanOrEqual(4);
  });

  test('moves one replica of a partition, at the throttle, which is gone at the end', async () => {
    topic('orders', SIX);
    const before = replicasOf('orders');
    await reassign('--to', '4', '--throttle', '7');
    for (const [index, list] of replicasOf('orders').entries()) {
      const stays = list.split(',').filter((broker) => before[index]?.includes(broker));
      expect(stays.length).toBeGreaterThanOrEqual(2);
    }
    expect(executed()).toEqual([expect.stringContaining('--throttle 7000000')]);
    expect(bastion.calls('kafka-reassign-partitions.sh').at(-1)).toContain('--verify');
  });

  test('again has nothing to do', async () => {
    topic('orders', SIX);
    await reassign('--to', '4');
    await reassign('--to', '4');
    expect(executed()).toHaveLength(1);
  });

  test('of a broker that does not serve is bad', async () => {
    topic('orders', SIX);
    brokers('1 a', '2 b', '3 c');
    expect(await reassign('--to', '4')).toMatchObject({ code: 1, verdict: 'BAD: broker 4 does not serve' });
    expect(executed()).toEqual([]);
  });
});

describe('--drain', () => {
  test('moves each replica to where its zone is not yet, and else to who holds least', async () => {
    topic('orders', ['4,2,3', '2,4,3', '1,2,3', '2,3']);
    expect(await reassign('--drain', '4')).toMatchObject({
      code: 0,
      verdict: 'GOOD: broker 4 holds no replica',
    });
    expect(replicasOf('orders').map((list) => list.split(',').sort().join())).toEqual([
      '1,2,3',
      '1,2,3',
      '1,2,3',
      '2,3',
    ]);
    expect(replicasOf('orders').slice(2)).toEqual(['1,2,3', '2,3']); // not touched
  });

  test('that has nowhere to go is bad, and nothing moves', async () => {
    topic('orders', ['1,2,3,4']);
    const run = await reassign('--drain', '4');
    expect(run).toMatchObject({ code: 1, verdict: 'BAD: no other broker can take what broker 4 holds' });
    expect(executed()).toEqual([]);
  });

  test('waits for partitions that lack a copy, and names them', async () => {
    topic('orders', ['4,2,3', '1,2,3'], ['4,2,3', '1,2']);
    const run = await reassign('--drain', '4');
    expect(run).toMatchObject({ code: 1, verdict: 'BAD: these partitions lack a copy: orders-1' });
    expect(executed()).toEqual([]);
  });

  test('of a broker that is down goes without a throttle, which Kafka would set on it, too', async () => {
    topic('orders', ['4,2,3'], ['2,3']);
    brokers('1 a', '2 b', '3 c');
    expect((await reassign('--drain', '4')).code).toBe(0);
    expect(replicasOf('orders')[0]?.split(',').sort()).toEqual(['1', '2', '3']);
    expect(executed()).toEqual([expect.not.stringContaining('--throttle')]);
  });

  test('waits until nothing moves, also what an earlier run has begun', async () => {
    topic('orders', ['4,2,3']);
    bastion.write('/fake/moving', '2\n');
    bastion.write('/fake/patience', '3\n');
    const run = await reassign('--drain', '4');
    expect(run.code).toBe(0);
    expect(run.output.match(/1 partitions are moving/g)).toHaveLength(2);
  });

  test('that takes too long is bad, and tells how to go on', async () => {
    topic('orders', ['4,2,3']);
    bastion.write('/fake/moving', '1000\n');
    const run = await bastion.script('reassign.sh', ['--drain', '4'], { TIME_LIMIT: '0' });
    expect(run).toMatchObject({ code: 1, verdict: 'BAD: 1 partitions still move; run this again' });
  });

  test('with a throttle that stays is bad', async () => {
    topic('orders', ['1,2,3']);
    bastion.kafkaTool(
      'reassign-partitions',
      `[[ $* != *--verify* ]] || exit 0\n${FAKE_CLUSTER['reassign-partitions'] ?? ''}`,
    );
    expect((await reassign('--drain', '4')).verdict).toMatch(/^BAD: the throttle is still set/);
  });

  test('of a cluster without topics is good', async () => {
    bastion.write('/fake/topics', '');
    expect((await reassign('--drain', '4')).code).toBe(0);
  });
});

describe('--raise', () => {
  const INTERNAL = ['__consumer_offsets', '__transaction_state'];
  const grown = () => {
    brokers('1 a', '2 b', '3 c');
    for (const name of INTERNAL) topic(name, ['1', '1', '1']);
    topic('orders', ['1', '1', '1']);
  };

  test('shows the plan, and changes nothing until it is told to', async () => {
    grown();
    const before = bastion.read('/fake/topics');
    const { code, output } = await reassign('--raise', 'internal');
    expect(code).toBe(0);
    expect(output).toContain('__consumer_offsets: 3 partitions get 3 replicas\n');
    expect(output).toContain('__transaction_state: 3 partitions get 3 replicas\n');
    expect(output).not.toContain('orders');
    expect(output).toContain('GOOD: nothing was changed');
    expect(executed()).toEqual([]);
    expect(bastion.read('/fake/topics')).toBe(before);
  });

  test('gives internal topics their replicas, throttled, and leadership to each broker', async () => {
    grown();
    expect(await reassign('--raise', 'internal', '--throttle', '7', '--execute')).toMatchObject({
      code: 0,
      verdict: 'GOOD: no partition of internal topics has fewer than 3 replicas',
    });
    for (const name of INTERNAL) {
      const lists = replicasOf(name);
      expect(lists.map((list) => list.split(',').sort().join())).toEqual(['1,2,3', '1,2,3', '1,2,3']);
    }
    const leaders = INTERNAL.flatMap((name) => replicasOf(name)).map((list) => list.split(',')[0] ?? '');
    for (const leading of Object.values(count(leaders))) expect(leading).toBeLessThanOrEqual(3);
    expect(replicasOf('orders')).toEqual(['1', '1', '1']);
    expect(executed()).toEqual([expect.stringContaining('--throttle 7000000')]);
    expect(bastion.calls('kafka-reassign-partitions.sh').at(-1)).toContain('--verify');
  });

  test('again has nothing to do', async () => {
    grown();
    await reassign('--raise', 'all', '--execute');
    expect((await reassign('--raise', 'all')).verdict).toMatch(/^GOOD: no partition of all topics has fewer/);
    expect((await reassign('--raise', 'all', '--execute')).code).toBe(0);
    expect(executed()).toHaveLength(1);
  });

  test('never takes a replica away, and spreads new ones over zones', async () => {
    brokers('1 a', '2 b', '3 c', '4 a');
    topic('orders', ['1,2,3,4', '4,1', '2']);
    expect((await reassign('--raise', 'all', '--execute')).code).toBe(0);
    const [most, two = '', one = ''] = replicasOf('orders');
    expect(most).toBe('1,2,3,4');
    expect(two.split(',')).toHaveLength(3);
    expect(two.split(',')).toEqual(expect.arrayContaining(['4', '1']));
    expect(one.split(',')).toEqual(expect.arrayContaining(['2', '3']));
    expect(one.split(',')).toHaveLength(3);
  });

  test('beyond the brokers that serve is bad', async () => {
    topic('orders', ['1']);
    brokers('1 a', '2 b');
    for (const more of [[], ['--execute']]) {
      expect(await reassign('--raise', 'all', ...more)).toMatchObject({
        code: 1,
        verdict: expect.stringMatching(/^BAD: 3 replicas need as many brokers, and these serve: 1=a 2=b/),
      });
    }
    expect(await reassign('--raise', 'all', '--replicas', '2', '--execute')).toMatchObject({ code: 0 });
    expect(replicasOf('orders')[0]?.split(',').sort()).toEqual(['1', '2']);
  });

  test('waits for partitions that lack a copy, and names them', async () => {
    brokers('1 a', '2 b', '3 c');
    topic('orders', ['1', '1,2'], ['1', '1']);
    const run = await reassign('--raise', 'all', '--execute');
    expect(run).toMatchObject({ code: 1, verdict: 'BAD: these partitions lack a copy: orders-1' });
    expect(executed()).toEqual([]);
  });
});

describe('a cluster of 6,000 topics', () => {
  const many = (replicas: string) => {
    const lines = Array.from({ length: 6000 }, (_, index) => `topic-${index} 0 ${replicas} ${replicas}\n`);
    bastion.write('/fake/topics', lines.join(''));
  };
  const untouched = (replicas: string) =>
    bastion.read('/fake/topics').split(`${replicas} ${replicas}\n`).length - 1;
  const throttled = () => bastion.read('/fake/throttled');

  test('is moved in parts that Kafka takes, each awaited, and keeps no throttle', async () => {
    many('4,2,3');
    bastion.write('/fake/patience', '2\n');
    const run = await reassign('--drain', '4');
    expect(run).toMatchObject({ code: 0, verdict: 'GOOD: broker 4 holds no replica' });
    expect(executed()).toHaveLength(12);
    expect(run.output).toContain('moving 500 of 6000 partitions, at most 20 MB/s a broker\n');
    expect(run.output).toContain('moving 500 of 500 partitions, at most 20 MB/s a broker\n');
    expect(run.output.match(/1 partitions are moving/g)).toHaveLength(12);
    expect(throttled()).toBe('');
  });

  test('and with many partitions a topic, in parts of 1,000 partitions', async () => {
    topic('wide', Array<string>(2500).fill('4,2,3'));
    const run = await reassign('--drain', '4', '--throttle', 'off');
    expect(run.code).toBe(0);
    expect(run.output).toContain('moving 1000 of 2500 partitions, without a throttle\n');
    expect(executed()).toHaveLength(3);
    expect(executed().join()).not.toContain('--throttle');
  });

  test('goes on where it was interrupted, and removes every throttle at the end', async () => {
    many('4,2,3');
    bastion.write('/fake/on-request', '[[ "$(wc -l <"$FAKE/throttled")" -lt 1 ]] || exit 1\n');
    const first = await reassign('--drain', '4');
    expect(first).toMatchObject({
      code: 1,
      verdict: expect.stringMatching(/^BAD: the throttle is still set/),
    });
    expect(untouched('4,2,3')).toBe(5500);
    expect(throttled()).not.toBe('');
    bastion.write('/fake/on-request', '');
    bastion.write('/fake/calls', '');
    expect(await reassign('--drain', '4')).toMatchObject({ code: 0 });
    expect(executed()).toHaveLength(11);
    expect(throttled()).toBe('');
  });

  test('that refuses a part is left without a throttle', async () => {
    many('4,2,3');
    // The throttle comes first; then the second part is refused.
    bastion.write(
      '/fake/on-request',
      `[[ $* != *--execute* || "$(cat "$FAKE/count" 2>/dev/null)" != 1 ]] || {
        head -n 500 "$FAKE/topics" | cut -d ' ' -f 1 | sort >"$FAKE/throttled"
        echo 'Error: refused'
        exit 1
      }
      echo 1 >"$FAKE/count"`,
    );
    const run = await reassign('--drain', '4');
    expect(run).toMatchObject({ code: 1, verdict: 'BAD: Kafka does not begin to move: Error: refused' });
    expect(run.output).toContain('the throttle is removed\n');
    expect(throttled()).toBe('');
  });

  test('names 40 of the partitions that lack a copy', async () => {
    const lines = Array.from({ length: 6000 }, (_, index) => `topic-${index} 0 4,2,3 4,2\n`);
    bastion.write('/fake/topics', lines.join(''));
    const { verdict } = await reassign('--to', '4');
    expect(verdict).toMatch(/^BAD: these partitions lack a copy: (topic-\d+-0 ){40}and 5960 more$/);
  });
});

describe('moves of an earlier run', () => {
  test.each([
    ['50', '50000000'],
    ['off', '1000000000000'],
  ])('go on with --throttle %s', async (throttle, rate) => {
    topic('orders', ['1,2,3']);
    bastion.write('/fake/moving', '3\n');
    expect((await reassign('--drain', '4', '--throttle', throttle)).code).toBe(0);
    const settings = `leader.replication.throttled.rate=${rate},follower.replication.throttled.rate=${rate}`;
    const calls = bastion.calls('kafka-configs.sh');
    expect(calls).toHaveLength(4);
    for (const call of calls) expect(call).toContain(settings);
    expect(bastion.calls('kafka-reassign-partitions.sh').at(-1)).toContain('--verify');
  });

  test('keep their throttle when this run is interrupted, and it says so', async () => {
    topic('orders', ['4,2,3']);
    bastion.write('/fake/moving', '1000\n');
    const run = await bastion.script('reassign.sh', ['--drain', '4'], { TIME_LIMIT: '0' });
    expect(run.code).toBe(1);
    expect(run.output).toContain('the throttle stays while partitions move: run this again');
  });
});

describe('--check', () => {
  test.each([
    ['1,2,3', 0, 'GOOD: broker 4 holds no replica'],
    ['1,2,4', 3, 'BAD: broker 4 holds 1 replicas'],
    ['14,2,40', 0, 'GOOD: broker 4 holds no replica'],
  ])('with replicas %s ends with %i', async (replicas, code, verdict) => {
    topic('orders', [replicas]);
    expect(await reassign('--check', '4')).toMatchObject({ code, verdict });
  });

  test('that gets no answer is bad', async () => {
    bastion.kafkaTool('topics', 'exit 1');
    expect(await reassign('--check', '4')).toMatchObject({ code: 1 });
  });
});
