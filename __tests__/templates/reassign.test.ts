import { FAKE_CLUSTER } from './support/fake-cluster';
import { ReassignHost } from './support/sandbox/reassign-host';

jest.setTimeout(120_000);

let bastion: ReassignHost;

beforeEach(() => {
  bastion = new ReassignHost();
});
afterEach(() => bastion.remove());

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
  const { code, output } = await bastion.reassign(...args);
  expect(code).toBe(2);
  expect(output).toMatch(/^Usage: sh reassign.sh --to ID.*\nUsage: sh reassign.sh --raise internal/);
});

describe('--to', () => {
  const SIX = ['1,2,3', '2,3,1', '3,1,2', '1,2,3', '2,3,1', '3,1,2'];

  test('takes half of what the other broker of its zone holds, and lets every zone keep its replica', async () => {
    bastion.topic('orders', SIX);
    expect(await bastion.reassign('--to', '4')).toMatchObject({
      code: 0,
      verdict: 'GOOD: broker 4 holds its share: 3 replicas',
    });
    const after = bastion.replicasOf('orders');
    expect(count(after)).toEqual({ 1: 3, 2: 6, 3: 6, 4: 3 });
    for (const list of after) expect(list.includes('1') && list.includes('4')).toBe(false);
  });

  test('takes its share of all where zones do not matter, of every topic, leadership included', async () => {
    bastion.brokers('1 null', '2 null', '3 null', '4 null');
    bastion.topic('orders', [...SIX, ...SIX]);
    bastion.topic('refunds', [...SIX, ...SIX]);
    await bastion.reassign('--to', '4');
    for (const name of ['orders', 'refunds']) {
      const held = count(bastion.replicasOf(name));
      expect(Object.values(held).every((each) => each >= 8 && each <= 10)).toBe(true);
    }
    const leaders = count(
      [...bastion.replicasOf('orders'), ...bastion.replicasOf('refunds')].map(
        (list) => list.split(',')[0] ?? '',
      ),
    );
    for (const broker of ['1', '2', '3', '4']) expect(leaders[broker]).toBeGreaterThanOrEqual(4);
  });

  test('moves one replica of a partition, at the throttle, which is gone at the end', async () => {
    bastion.topic('orders', SIX);
    const before = bastion.replicasOf('orders');
    await bastion.reassign('--to', '4', '--throttle', '7');
    for (const [index, list] of bastion.replicasOf('orders').entries()) {
      const stays = list.split(',').filter((broker) => before[index]?.includes(broker));
      expect(stays.length).toBeGreaterThanOrEqual(2);
    }
    expect(bastion.executed()).toEqual([expect.stringContaining('--throttle 7000000')]);
    expect(bastion.calls('kafka-reassign-partitions.sh').at(-1)).toContain('--verify');
  });

  test('again has nothing to do', async () => {
    bastion.topic('orders', SIX);
    await bastion.reassign('--to', '4');
    await bastion.reassign('--to', '4');
    expect(bastion.executed()).toHaveLength(1);
  });

  test('of a broker that does not serve is bad', async () => {
    bastion.topic('orders', SIX);
    bastion.brokers('1 a', '2 b', '3 c');
    expect(await bastion.reassign('--to', '4')).toMatchObject({
      code: 1,
      verdict: 'BAD: broker 4 does not serve',
    });
    expect(bastion.executed()).toEqual([]);
  });
});

describe('--drain', () => {
  test('moves each replica to where its zone is not yet, and else to who holds least', async () => {
    bastion.topic('orders', ['4,2,3', '2,4,3', '1,2,3', '2,3']);
    expect(await bastion.reassign('--drain', '4')).toMatchObject({
      code: 0,
      verdict: 'GOOD: broker 4 holds no replica',
    });
    expect(bastion.replicasOf('orders').map((list) => list.split(',').sort().join())).toEqual([
      '1,2,3',
      '1,2,3',
      '1,2,3',
      '2,3',
    ]);
    expect(bastion.replicasOf('orders').slice(2)).toEqual(['1,2,3', '2,3']); // not touched
  });

  test('that has nowhere to go is bad, and nothing moves', async () => {
    bastion.topic('orders', ['1,2,3,4']);
    const run = await bastion.reassign('--drain', '4');
    expect(run).toMatchObject({ code: 1, verdict: 'BAD: no other broker can take what broker 4 holds' });
    expect(bastion.executed()).toEqual([]);
  });

  test('waits for partitions that lack a copy, and names them', async () => {
    bastion.topic('orders', ['4,2,3', '1,2,3'], ['4,2,3', '1,2']);
    const run = await bastion.reassign('--drain', '4');
    expect(run).toMatchObject({ code: 1, verdict: 'BAD: these partitions lack a copy: orders-1' });
    expect(bastion.executed()).toEqual([]);
  });

  test('of a broker that is down goes without a throttle, which Kafka would set on it, too', async () => {
    bastion.topic('orders', ['4,2,3'], ['2,3']);
    bastion.brokers('1 a', '2 b', '3 c');
    expect((await bastion.reassign('--drain', '4')).code).toBe(0);
    expect(bastion.replicasOf('orders')[0]?.split(',').sort()).toEqual(['1', '2', '3']);
    expect(bastion.executed()).toEqual([expect.not.stringContaining('--throttle')]);
  });

  test('waits until nothing moves, also what an earlier run has begun', async () => {
    bastion.topic('orders', ['4,2,3']);
    bastion.write('/fake/moving', '2\n');
    bastion.write('/fake/patience', '3\n');
    const run = await bastion.reassign('--drain', '4');
    expect(run.code).toBe(0);
    expect(run.output.match(/1 partitions are moving/g)).toHaveLength(2);
  });

  test('that takes too long is bad, and tells how to go on', async () => {
    bastion.topic('orders', ['4,2,3']);
    bastion.write('/fake/moving', '1000\n');
    const run = await bastion.script('reassign.sh', ['--drain', '4'], { TIME_LIMIT: '0' });
    expect(run).toMatchObject({ code: 1, verdict: 'BAD: 1 partitions still move; run this again' });
  });

  test('with a throttle that stays is bad', async () => {
    bastion.topic('orders', ['1,2,3']);
    bastion.kafkaTool(
      'reassign-partitions',
      `[[ $* != *--verify* ]] || exit 0\n${FAKE_CLUSTER['reassign-partitions'] ?? ''}`,
    );
    expect((await bastion.reassign('--drain', '4')).verdict).toMatch(/^BAD: the throttle is still set/);
  });

  test('of a cluster without topics is good', async () => {
    bastion.write('/fake/topics', '');
    expect((await bastion.reassign('--drain', '4')).code).toBe(0);
  });
});

describe('--raise', () => {
  const INTERNAL = ['__consumer_offsets', '__transaction_state'];
  const grown = () => {
    bastion.brokers('1 a', '2 b', '3 c');
    for (const name of INTERNAL) bastion.topic(name, ['1', '1', '1']);
    bastion.topic('orders', ['1', '1', '1']);
  };

  test('shows the plan, and changes nothing until it is told to', async () => {
    grown();
    const before = bastion.read('/fake/topics');
    const { code, output } = await bastion.reassign('--raise', 'internal');
    expect(code).toBe(0);
    expect(output).toContain('__consumer_offsets: 3 partitions get 3 replicas\n');
    expect(output).toContain('__transaction_state: 3 partitions get 3 replicas\n');
    expect(output).not.toContain('orders');
    expect(output).toContain('GOOD: nothing was changed');
    expect(bastion.executed()).toEqual([]);
    expect(bastion.read('/fake/topics')).toBe(before);
  });

  test('gives internal topics their replicas, throttled, and leadership to each broker', async () => {
    grown();
    expect(await bastion.reassign('--raise', 'internal', '--throttle', '7', '--execute')).toMatchObject({
      code: 0,
      verdict: 'GOOD: no partition of internal topics has fewer than 3 replicas',
    });
    for (const name of INTERNAL) {
      const lists = bastion.replicasOf(name);
      expect(lists.map((list) => list.split(',').sort().join())).toEqual(['1,2,3', '1,2,3', '1,2,3']);
    }
    const leaders = INTERNAL.flatMap((name) => bastion.replicasOf(name)).map(
      (list) => list.split(',')[0] ?? '',
    );
    for (const leading of Object.values(count(leaders))) expect(leading).toBeLessThanOrEqual(3);
    expect(bastion.replicasOf('orders')).toEqual(['1', '1', '1']);
    expect(bastion.executed()).toEqual([expect.stringContaining('--throttle 7000000')]);
    expect(bastion.calls('kafka-reassign-partitions.sh').at(-1)).toContain('--verify');
  });

  test('again has nothing to do', async () => {
    grown();
    await bastion.reassign('--raise', 'all', '--execute');
    expect((await bastion.reassign('--raise', 'all')).verdict).toMatch(
      /^GOOD: no partition of all topics has fewer/,
    );
    expect((await bastion.reassign('--raise', 'all', '--execute')).code).toBe(0);
    expect(bastion.executed()).toHaveLength(1);
  });

  test('never takes a replica away, and spreads new ones over zones', async () => {
    bastion.brokers('1 a', '2 b', '3 c', '4 a');
    bastion.topic('orders', ['1,2,3,4', '4,1', '2']);
    expect((await bastion.reassign('--raise', 'all', '--execute')).code).toBe(0);
    const [most, two = '', one = ''] = bastion.replicasOf('orders');
    expect(most).toBe('1,2,3,4');
    expect(two.split(',')).toHaveLength(3);
    expect(two.split(',')).toEqual(expect.arrayContaining(['4', '1']));
    expect(one.split(',')).toEqual(expect.arrayContaining(['2', '3']));
    expect(one.split(',')).toHaveLength(3);
  });

  test('beyond the brokers that serve is bad', async () => {
    bastion.topic('orders', ['1']);
    bastion.brokers('1 a', '2 b');
    for (const more of [[], ['--execute']]) {
      expect(await bastion.reassign('--raise', 'all', ...more)).toMatchObject({
        code: 1,
        verdict: expect.stringMatching(/^BAD: 3 replicas need as many brokers, and these serve: 1=a 2=b/),
      });
    }
    expect(await bastion.reassign('--raise', 'all', '--replicas', '2', '--execute')).toMatchObject({
      code: 0,
    });
    expect(bastion.replicasOf('orders')[0]?.split(',').sort()).toEqual(['1', '2']);
  });

  test('waits for partitions that lack a copy, and names them', async () => {
    bastion.brokers('1 a', '2 b', '3 c');
    bastion.topic('orders', ['1', '1,2'], ['1', '1']);
    const run = await bastion.reassign('--raise', 'all', '--execute');
    expect(run).toMatchObject({ code: 1, verdict: 'BAD: these partitions lack a copy: orders-1' });
    expect(bastion.executed()).toEqual([]);
  });
});

describe('--check', () => {
  test.each([
    ['1,2,3', 0, 'GOOD: broker 4 holds no replica'],
    ['1,2,4', 3, 'BAD: broker 4 holds 1 replicas'],
    ['14,2,40', 0, 'GOOD: broker 4 holds no replica'],
  ])('with replicas %s ends with %i', async (replicas, code, verdict) => {
    bastion.topic('orders', [replicas]);
    expect(await bastion.reassign('--check', '4')).toMatchObject({ code, verdict });
  });

  test('that gets no answer is bad', async () => {
    bastion.kafkaTool('topics', 'exit 1');
    expect(await bastion.reassign('--check', '4')).toMatchObject({ code: 1 });
  });
});
