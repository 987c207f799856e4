import { type Mirror, startMirror } from '../support/sandbox/mirror';
import { FAKE_JAVA } from './support/fakes';
import { planFrom, RolloutHost } from './support/rollout-host';

jest.setTimeout(60_000);

let mirror: Mirror;
let host: RolloutHost;

beforeAll(async () => {
  mirror = await startMirror(FAKE_JAVA);
});
beforeEach(async () => {
  host = await RolloutHost.running(mirror, planFrom(mirror));
});
afterEach(() => host.remove());
afterAll(() => mirror.stop());

const withThreads = (value: number) =>
  planFrom(mirror, { kafka: { properties: { 'num.io.threads': value } } });
const steps = () => host.calls('systemd-run').length;
/** The gate waits until a test lets it pass. */
const holdGate = () => host.write('/fake/gate-before', 'until [[ -e $FAKE/pass ]]; do sleep 0.02; done\n');
const passGate = () => host.write('/fake/pass', '');
const phaseIs = async (phase: string) => {
  while (!host.read('/var/lib/kafka-rollout/state/phase').includes(phase)) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

test('two starts of the same change at once are one step', async () => {
  host.upload(withThreads(16));
  holdGate();
  const started = await Promise.all([host.start(), host.start()]);
  expect(started.map(({ code }) => code)).toEqual([0, 0]);
  expect(steps()).toBe(1);
  passGate();
  expect((await host.follow()).code).toBe(0);
  expect(host.events()).toEqual(['gate before', 'stop', 'start', 'gate after']);
});

test('another change waits for the end of the one under way', async () => {
  host.upload(withThreads(16));
  host.upload(withThreads(32), {}, '/upload/other.sh');
  holdGate();
  await host.start();
  await phaseIs('before-gate');
  const other = host.start({}, '/upload/other.sh');
  passGate();
  const { code, output } = await other;
  expect(output).toContain('another change of this broker to end');
  expect(code).toBe(0);
  expect((await host.follow('/upload/other.sh')).code).toBe(0);
  expect(host.read('/etc/kafka/server.properties')).toContain('num.io.threads=32');
  expect(host.events().join(' ')).toBe('gate before stop start gate after gate before stop start gate after');
  // Whoever followed the first is not told of the second.
  expect(await host.follow()).toMatchObject({
    code: 75,
    output: expect.stringContaining('a later one has replaced it'),
  });
});

test('a start whose connection has gone while it waited starts nothing later', async () => {
  host.upload(withThreads(16));
  host.upload(withThreads(32), {}, '/upload/other.sh');
  holdGate();
  await host.start();
  await phaseIs('before-gate');
  host.write('/upload/abandoned.sh', 'bash "$KAFKA_BOOTSTRAP_ROOT/upload/other.sh" start | head -n 1\n');
  await host.run('/upload/abandoned.sh', [], { POLL_DELAY: '0.02', HEARTBEAT: '0' });
  passGate();
  expect((await host.follow()).code).toBe(0);
  expect(steps()).toBe(1);
  expect(host.read('/etc/kafka/server.properties')).toContain('num.io.threads=16');
});

test('a connection that breaks leaves the step alone; the next one sees all of it', async () => {
  host.upload(withThreads(16));
  holdGate();
  await host.start();
  host.write(
    '/upload/broken.sh',
    `exec 3< <(exec bash "$KAFKA_BOOTSTRAP_ROOT/upload/rollout.sh" follow)
    while IFS= read -r line <&3; do
      echo "$line"
      [[ $line != "… before-gate" ]] || kill -KILL "$!"
    done
    wait "$!"`,
  );
  const broken = await host.run('/upload/broken.sh', [], { POLL_DELAY: '0.02', HEARTBEAT: '0' });
  expect(broken.output).toContain('… before-gate\n'); // something is heard while nothing happens
  expect(broken.code).toBe(137);
  passGate();
  const { code, output } = await host.follow();
  expect(code).toBe(0);
  expect(output).toMatch(/asking the others(.*\n)*.*placing .*server\.properties(.*\n)*.*DONE/);
  expect(await host.follow()).toEqual(expect.objectContaining({ code, output }));
  expect(host.read('/var/log/kafka-rollout.log')).toContain(output);
});

test('a script that is replaced while it runs ends as it began', async () => {
  host.upload(withThreads(16));
  host.write('/fake/gate-after', 'echo "exit 3" >"$KAFKA_BOOTSTRAP_ROOT/upload/rollout.sh"\n');
  await host.start();
  expect((await host.follow()).code).toBe(0);
});

test('nothing to follow is a passing failure', async () => {
  host.upload(withThreads(16));
  expect(await host.follow()).toMatchObject({
    code: 75,
    output: expect.stringContaining('not started here'),
  });
});

test('a step that systemd does not start is a passing failure', async () => {
  host.program('systemd-run', 'exit 1');
  host.upload(withThreads(16));
  expect(await host.start()).toMatchObject({
    code: 75,
    output: expect.stringContaining('systemd does not start'),
  });
});

test('the status tells the phase and the last lines', async () => {
  await host.change(withThreads(16));
  const { code, output } = await host.rollout('status');
  expect(code).toBe(0);
  expect(output).toMatch(/^phase: {3}done\nbundle: {2}[0-9a-f]{64}\nstarted: 20\S+Z\nresult: {2}0\n/);
  expect(output).toContain('DONE: node 1 serves');
});

test('an unknown command prints the usage', async () => {
  host.upload(withThreads(16));
  expect(await host.rollout('stop')).toMatchObject({
    code: 2,
    output: 'Usage: bash FILE start|follow|status\n',
  });
});
