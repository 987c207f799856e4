import { readlinkSync } from 'node:fs';
import { planFrom, STATE, type RolloutHost } from './support/rollout-host';
import { mirror, NEWER, ROLLING, running, useRolloutHosts } from './support/step';

useRolloutHosts();

describe('an upgrade', () => {
  const upgraded = () => planFrom(mirror, {}, NEWER);
  const current = (broker: RolloutHost) => readlinkSync(broker.path('/opt/kafka/current'));

  test('is unpacked before Kafka stops, and switched while it is stopped', async () => {
    const broker = await running();
    const releases =
      'echo "$(ls "$KAFKA_BOOTSTRAP_ROOT/opt/kafka/releases" | wc -l) $(readlink "$KAFKA_BOOTSTRAP_ROOT/opt/kafka/current")" >>"$FAKE/releases"\n';
    broker.write('/fake/on-stop', releases);
    broker.write('/fake/on-start', releases);
    mirror.requests.length = 0;
    expect((await broker.change(upgraded())).code).toBe(0);
    expect(broker.calls('kafka-features')).toHaveLength(1);
    expect(mirror.requests).toEqual([NEWER]);
    expect(broker.read('/fake/releases')).toMatch(
      /^2 releases\/kafka_2.13-3.7.1-\w+\n2 releases\/kafka_2.13-3.9.1-\w+\n$/,
    );
    expect(broker.events()).toEqual(ROLLING);
    const calls = broker.calls('').map((line) => line.split(' ').slice(0, 2).join(' '));
    expect(calls.filter((call) => call === 'compile')).toHaveLength(2); // for both releases
    expect(calls.lastIndexOf('compile')).toBeLessThan(calls.indexOf('systemctl stop'));
  });

  test.each([
    ['that its tool does not know', 'UNKNOWN 21', '3.7.1'],
    ['that its tool knows from before its release', '3.8-IV0', '3.7.1'],
    ['of a later release', '3.10-IV1', '3.9.1'],
  ])('to a release older than a finalised level %s is refused', async (_, level, version) => {
    const broker = await running();
    const before = broker.configuration();
    broker.write('/fake/level', `${level}\n`);
    const { code, verdict } = await broker.change(planFrom(mirror, { kafka: { version } }, NEWER));
    expect(code).toBe(78);
    expect(verdict).toContain(
      `has finalised a metadata.version (${level}) that Kafka ${version} cannot read`,
    );
    expect(broker.events()).toEqual(['gate before']);
    expect(broker.configuration()).toEqual(before);
    expect(current(broker)).toContain('3.7.1');
    expect(broker.tree(STATE)).not.toHaveProperty(`${STATE}/unfinished`);
  });

  test('goes on when the level is as new as the release', async () => {
    const broker = await running();
    broker.write('/fake/level', '3.9-IV0\n');
    expect((await broker.change(planFrom(mirror, { kafka: { version: '3.9.1' } }, NEWER))).code).toBe(0);
  });

  test('waits when the cluster does not tell its level', async () => {
    const broker = await running();
    broker.write('/fake/level', '\n');
    expect(await broker.change(upgraded())).toMatchObject({
      code: 75,
      verdict: expect.stringContaining('the cluster does not report its metadata.version'),
    });
    expect(broker.events()).toEqual(['gate before']);
  });

  test('that cannot be fetched touches nothing', async () => {
    const broker = await running();
    mirror.answer('broken', 'broken');
    expect(await broker.change(upgraded())).toMatchObject({
      code: 75,
      verdict: expect.stringContaining('could not be fetched'),
    });
    expect(broker.events()).toEqual([]);
    expect(current(broker)).toContain('3.7.1');
  });

  test('that fails goes back to the release before', async () => {
    const broker = await running();
    broker.write('/fake/gate-after', '[[ -e $FAKE/late ]] || { touch "$FAKE/late"; exit 75; }\n');
    expect((await broker.change(upgraded())).code).toBe(1);
    expect(current(broker)).toContain('3.7.1');
    expect(broker.events()).toEqual([...ROLLING, 'stop', 'start', 'gate after']);
  });
});
