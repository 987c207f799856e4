import { ReassignHost } from './support/sandbox/reassign-host';

jest.setTimeout(120_000);

let bastion: ReassignHost;

beforeEach(() => {
  bastion = new ReassignHost();
});
afterEach(() => bastion.remove());

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
    const run = await bastion.reassign('--drain', '4');
    expect(run).toMatchObject({ code: 0, verdict: 'GOOD: broker 4 holds no replica' });
    expect(bastion.executed()).toHaveLength(12);
    expect(run.output).toContain('moving 500 of 6000 partitions, at most 20 MB/s a broker\n');
    expect(run.output).toContain('moving 500 of 500 partitions, at most 20 MB/s a broker\n');
    expect(run.output.match(/1 partitions are moving/g)).toHaveLength(12);
    expect(throttled()).toBe('');
  });

  test('and with many partitions a topic, in parts of 1,000 partitions', async () => {
    bastion.topic('wide', Array<string>(2500).fill('4,2,3'));
    const run = await bastion.reassign('--drain', '4', '--throttle', 'off');
    expect(run.code).toBe(0);
    expect(run.output).toContain('moving 1000 of 2500 partitions, without a throttle\n');
    expect(bastion.executed()).toHaveLength(3);
    expect(bastion.executed().join()).not.toContain('--throttle');
  });

  test('goes on where it was interrupted, and removes every throttle at the end', async () => {
    many('4,2,3');
    bastion.write('/fake/on-request', '[[ "$(wc -l <"$FAKE/throttled")" -lt 1 ]] || exit 1\n');
    const first = await bastion.reassign('--drain', '4');
    expect(first).toMatchObject({
      code: 1,
      verdict: expect.stringMatching(/^BAD: the throttle is still set/),
    });
    expect(untouched('4,2,3')).toBe(5500);
    expect(throttled()).not.toBe('');
    bastion.write('/fake/on-request', '');
    bastion.write('/fake/calls', '');
    expect(await bastion.reassign('--drain', '4')).toMatchObject({ code: 0 });
    expect(bastion.executed()).toHaveLength(11);
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
    const run = await bastion.reassign('--drain', '4');
    expect(run).toMatchObject({ code: 1, verdict: 'BAD: Kafka does not begin to move: Error: refused' });
    expect(run.output).toContain('the throttle is removed\n');
    expect(throttled()).toBe('');
  });

  test('names 40 of the partitions that lack a copy', async () => {
    const lines = Array.from({ length: 6000 }, (_, index) => `topic-${index} 0 4,2,3 4,2\n`);
    bastion.write('/fake/topics', lines.join(''));
    const { verdict } = await bastion.reassign('--to', '4');
    expect(verdict).toMatch(/^BAD: these partitions lack a copy: (topic-\d+-0 ){40}and 5960 more$/);
  });
});

describe('moves of an earlier run', () => {
  test.each([
    ['50', '50000000'],
    ['off', '1000000000000'],
  ])('go on with --throttle %s', async (throttle, rate) => {
    bastion.topic('orders', ['1,2,3']);
    bastion.write('/fake/moving', '3\n');
    expect((await bastion.reassign('--drain', '4', '--throttle', throttle)).code).toBe(0);
    const settings = `leader.replication.throttled.rate=${rate},follower.replication.throttled.rate=${rate}`;
    const calls = bastion.calls('kafka-configs.sh');
    expect(calls).toHaveLength(4);
    for (const call of calls) expect(call).toContain(settings);
    expect(bastion.calls('kafka-reassign-partitions.sh').at(-1)).toContain('--verify');
  });

  test('keep their throttle when this run is interrupted, and it says so', async () => {
    bastion.topic('orders', ['4,2,3']);
    bastion.write('/fake/moving', '1000\n');
    const run = await bastion.script('reassign.sh', ['--drain', '4'], { TIME_LIMIT: '0' });
    expect(run.code).toBe(1);
    expect(run.output).toContain('the throttle stays while partitions move: run this again');
  });
});
