import { utimesSync } from 'node:fs';
import { PROPERTIES } from './support/rollout-host';
import { ROLLING, running, useRolloutHosts, withThreads } from './support/step';

useRolloutHosts();

const LOG = '/var/log/kafka/server.log';
const LOADING =
  '[2026-12-01] INFO Loading logs from log dirs ArraySeq(/var/lib/kafka/data) (kafka.log.LogManager)\n';
const LOADED = '[2026-12-01] INFO Loaded 5 logs in 812ms (kafka.log.LogManager)\n';
/** The gate's second confirmation, and later ones, say no. */
const ONCE =
  'echo >>"$FAKE/asked"; (($(wc -l <"$FAKE/asked") == 1)) || { echo "partition orders-0 needs 2"; exit 75; }\n';

const until = async (condition: () => boolean) => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
};

describe('nothing stops a broker unless the others can do without it right now', () => {
  test('the permission is confirmed just before the stop, and given back at the end', async () => {
    const host = await running();
    host.write('/fake/on-stop', 'echo stopped >>"$FAKE/calls"\n');
    expect((await host.change(withThreads(16))).code).toBe(0);
    const calls = host.calls('').filter((line) => /^(permission|stopped|gate (before|after))/.test(line));
    expect(calls.map((line) => line.replace(/ --.*/, ''))).toEqual([
      'gate before',
      'permission confirm',
      'stopped',
      'gate after',
      'permission release',
    ]);
  });

  test('a permission that is lost before the stop leaves the broker alone', async () => {
    const host = await running();
    host.write('/fake/gate-confirm', 'echo "the permission to stop this broker is lost"; exit 75\n');
    const before = host.configuration();
    const { code, verdict } = await host.change(withThreads(16));
    expect(code).toBe(75);
    expect(verdict).toContain('nothing was touched by this run');
    expect(host.events()).toEqual(['gate before']);
    expect(host.configuration()).toEqual(before);
    expect(host.read('/var/lib/kafka-rollout/state/unfinished')).toBe('');
  });

  test('a proof from before this host slept is none', async () => {
    const host = await running();
    host.write('/fake/proved-at', '1\n');
    expect((await host.change(withThreads(16))).code).toBe(75);
    expect(host.events()).not.toContain('stop');
  });

  test('going back asks, too: a broker that serves meanwhile stays when the others need it', async () => {
    const host = await running();
    host.write('/fake/gate-after', 'exit 75\n');
    host.write('/fake/gate-confirm', ONCE);
    const { code, output, verdict } = await host.change(withThreads(16));
    expect(code).toBe(1);
    expect(output).toContain('gate: partition orders-0 needs 2');
    expect(verdict).toMatch(/^NOT REVERTED: /);
    expect(host.events()).toEqual(ROLLING);
    expect(host.read('/fake/kafka')).toBe('active running 0\n');
    // The next apply goes on from there.
    host.write('/fake/gate-after', '');
    host.write('/fake/gate-confirm', '');
    expect((await host.change(withThreads(16))).code).toBe(0);
    expect(host.read(PROPERTIES)).toContain('num.io.threads=16');
  });
});

describe('a broker that recovers its logs', () => {
  test('is not stopped before it has done so', async () => {
    const host = await running();
    host.write(LOG, LOADING);
    host.upload(withThreads(16));
    await host.start();
    const followed = host.follow();
    await until(() => host.read('/var/log/kafka-rollout.log').includes('Kafka to recover its logs'));
    expect(host.events()).not.toContain('stop');
    host.write(LOG, LOADING + LOADED);
    expect((await followed).code).toBe(0);
    expect(host.events()).toEqual(ROLLING);
  });

  test('after its start is waited for, however long, and not taken for a failure', async () => {
    const host = await running();
    host.write(
      '/fake/gate-after',
      `log="$KAFKA_BOOTSTRAP_ROOT${LOG}"; if [[ ! -e $FAKE/late ]]; then : >"$FAKE/late"
      echo "${LOADING.trim()}" >>"$log"; exit 75; fi; echo "${LOADED.trim()}" >>"$log"\n`,
    );
    const { code, output } = await host.change(withThreads(16));
    expect(code).toBe(0);
    expect(output).toContain('Kafka still recovers its logs');
    expect(host.events()).toEqual([...ROLLING, 'gate after']);
  });

  test('long ago is no recovery: then its log would still be written', async () => {
    const host = await running();
    host.write(LOG, LOADING);
    utimesSync(host.path(LOG), 0, Date.now() / 1000 - 3600);
    expect((await host.change(withThreads(16))).code).toBe(0);
  });
});

describe('an answer of systemd that is missing is an error, never a no', () => {
  test('nothing is started, stopped or removed without it', async () => {
    const host = await running();
    host.write('/fake/mute', '');
    const { code, output } = await host.change(withThreads(16));
    expect(code).toBe(75);
    expect(output).toContain('systemd does not tell the ActiveState of kafka-rollout.service');
    expect(host.events()).toEqual([]);
    expect(host.calls('systemd-run')).toEqual([]);
  });

  test('nor in the middle of a step', async () => {
    const host = await running();
    host.write('/fake/gate-before', ': >"$FAKE/mute"\n');
    host.upload(withThreads(16));
    await host.start();
    await until(() => host.read('/var/lib/kafka-rollout/state/result') !== '');
    expect(host.read('/var/lib/kafka-rollout/state/result')).toBe('75\n');
    expect(host.events()).toEqual(['gate before']);
    expect(host.read(PROPERTIES)).not.toContain('num.io.threads=16');
  });
});

test('a gate that hangs is no answer: nothing is stopped, and the step ends', async () => {
  const host = await running();
  host.write('/fake/gate-before', 'cat >/dev/null\n'); // until the step has ended
  host.upload(withThreads(16), { gateTimeoutSeconds: -58 }); // of which it waits two seconds for a line
  await host.start();
  const { code, output } = await host.follow();
  expect(code).toBe(75);
  expect(output).toContain('nothing was touched');
  expect(host.events()).toEqual(['gate before']);
});
