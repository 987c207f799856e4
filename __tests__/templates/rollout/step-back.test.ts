import { PROPERTIES, STATE } from './support/rollout-host';
import { ROLLING, running, withThreads, useRolloutHosts } from './support/step';

useRolloutHosts();

describe('a poisoned change', () => {
  test('is taken back: files as before, Kafka restarted with them, the reason and its log told', async () => {
    const broker = await running();
    const before = broker.configuration();
    broker.write(
      '/fake/gate-after',
      'grep -q poison "$KAFKA_BOOTSTRAP_ROOT/etc/kafka/server.properties" || { echo "node 1 serves"; exit 0; }\n' +
        'while echo "waiting"; do sleep 0.02; done\n',
    );
    const { code, output, verdict } = await broker.change(withThreads('poison'));
    expect(code).toBe(1);
    expect(verdict).toMatch(/^REVERTED: Kafka does not stay up; this broker serves with its previous files/);
    expect(output).toContain('| Kafka said: invalid value poison');
    expect(output).toContain('| a line of server.log');
    expect(broker.configuration()).toEqual(before);
    expect(broker.events()).toEqual([...ROLLING, 'stop', 'start', 'gate after']);
    expect((await broker.rollout('status')).output).toContain('phase:   reverted');
    // Right again, so the next change is as any other.
    broker.write('/fake/calls', '');
    expect((await broker.change(withThreads(16))).code).toBe(0);
    expect(broker.events()).toEqual(ROLLING);
  });

  test('of which the way back fails as well says so, and keeps the files before for the next change', async () => {
    const broker = await running();
    const before = broker.tree('/etc/kafka')[PROPERTIES];
    const kept = () =>
      broker.tree('/var/lib/kafka-rollout/previous/')[`/var/lib/kafka-rollout/previous${PROPERTIES}`];
    broker.write('/fake/gate-after', 'exit 75\n');
    const { code, verdict } = await broker.change(withThreads(16));
    expect(code).toBe(1);
    expect(verdict).toMatch(/^NOT REVERTED: the gate was not passed in 600 s; going back failed as well/);
    expect(kept()).toBe(before);
    await broker.change(withThreads(32));
    expect(kept()).toBe(before);
  });

  test('on a broker where nothing has served before stays, and says so', async () => {
    const broker = await running();
    await broker.run('/fakes/systemctl', ['stop', 'kafka.service']);
    broker.write('/fake/gate-after', 'while echo "waiting"; do sleep 0.02; done\n');
    const { code, verdict } = await broker.change(withThreads('poison'));
    expect(code).toBe(1);
    expect(verdict).toContain('there is nothing to go back to');
    expect(broker.read(PROPERTIES)).toContain('poison');
  });
});

describe('a step that is killed', () => {
  const killItself = 'kill -9 "$(cat "$FAKE/step-pid")"\n';

  test.each([
    ['between placing and starting', 'on-start', 'starting'],
    ['while Kafka stops', 'on-stop', 'stopping'],
    ['in the gate after', 'gate-after', 'after-gate'],
  ])('%s is resumed by the next start', async (_, hook, phase) => {
    const broker = await running();
    const before = broker.tree('/etc/kafka')[PROPERTIES];
    broker.write(`/fake/${hook}`, killItself);
    const killed = await broker.change(withThreads(16));
    expect(killed.code).toBe(75);
    expect(killed.output).toContain(`the step was interrupted in phase ${phase}. Apply again`);
    broker.write(`/fake/${hook}`, '');
    const resumed = await broker.change(withThreads(16));
    expect(resumed.output).toContain('an earlier change was not finished');
    expect(resumed).toMatchObject({ code: 0, verdict: expect.stringContaining('DONE') });
    expect(broker.read(PROPERTIES)).toContain('num.io.threads=16');
    expect(
      broker.tree('/var/lib/kafka-rollout/previous/')[`/var/lib/kafka-rollout/previous${PROPERTIES}`],
    ).toBe(before);
    expect(broker.tree(STATE)).not.toHaveProperty(`${STATE}/unfinished`);
  });

  test('goes back to the last state that has served when the rest fails', async () => {
    const broker = await running();
    const before = broker.configuration();
    broker.write('/fake/on-start', killItself);
    await broker.change(withThreads(16));
    broker.write('/fake/on-start', '');
    broker.write(
      '/fake/gate-after',
      'grep -q num.io "$KAFKA_BOOTSTRAP_ROOT/etc/kafka/server.properties" && exit 75 || exit 0\n',
    );
    expect((await broker.change(withThreads(16))).code).toBe(1);
    expect(broker.configuration()).toEqual(before);
  });
});
