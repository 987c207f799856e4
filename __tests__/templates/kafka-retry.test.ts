import { contentOf, filesOfBroker } from './support/files';
import { seedPlan } from './support/plan';
import { Sandbox } from './support/sandbox/sandbox';

const files = filesOfBroker(seedPlan(), 1);

/** States of the units are in files; a start ends with the first line of `$FAKE/next`: a state and an exit code. */
const SYSTEMCTL = `case "$*" in
  "is-active --quiet kafka-rollout.service")
    [[ -e $FAKE/rolling ]] || exit 3
    rm "$FAKE/rolling" ;;
  "is-enabled --quiet kafka.service") [[ ! -e $FAKE/disabled ]] ;;
  "show --property=ActiveState --value kafka-bootstrap.service") cut -d ' ' -f 1 "$FAKE/bootstrap" ;;
  "show --property=ExecMainStatus --value kafka-bootstrap.service") cut -d ' ' -f 2 "$FAKE/bootstrap" ;;
  "start --no-block kafka.service")
    echo "start, rolling: $(ls "$FAKE" | grep -c rolling)" >>"$FAKE/calls"
    head -n 1 "$FAKE/next" >"$FAKE/bootstrap"
    sed -i 1d "$FAKE/next" ;;
  *) exit 64 ;;
esac`;

let host: Sandbox;
beforeEach(() => {
  host = new Sandbox({ systemctl: SYSTEMCTL, cut: 'exec /usr/bin/cut "$@"' }, files);
});
afterEach(() => host.remove());

async function starts(bootstrap: string, next: string[] = ['active 0']): Promise<number> {
  host.write('/fake/bootstrap', `${bootstrap}\n`);
  host.write('/fake/next', next.map((line) => `${line}\n`).join(''));
  const run = await host.run('/usr/local/sbin/kafka-retry', [], { RETRY_DELAY: '0' });
  expect(run).toMatchObject({ code: 0, output: '' });
  return host.calls('start').length;
}

test('it begins when kafka-bootstrap has failed', () => {
  const unit = contentOf(files, '/etc/systemd/system/kafka-bootstrap.service');
  expect(unit).toMatch(/^OnFailure=kafka-retry.service$/m);
  expect(contentOf(files, '/etc/systemd/system/kafka-retry.service')).toContain(
    'ExecStart=/usr/local/sbin/kafka-retry\n',
  );
});

test.each([
  ['temporarily', 'failed 75'],
  ['by a command', 'failed 32'],
  ['by a signal', 'failed 9'],
])('a bootstrap that has failed %s is tried until it is ready', async (_, state) => {
  expect(await starts(state, ['failed 75', 'failed 75', 'active 0'])).toBe(3);
});

test('one that refuses waits for a person', async () => {
  expect(await starts('failed 78')).toBe(0);
  expect(await starts('failed 75', ['failed 78'])).toBe(1);
});

test('one that runs or is ready already needs nothing', async () => {
  expect(await starts('active 0')).toBe(0);
  expect(await starts('inactive 0')).toBe(0);
});

test('a broker that has left stays stopped', async () => {
  host.write('/fake/disabled', '');
  expect(await starts('failed 75')).toBe(0);
});

test('a rolling change is left alone until it ends', async () => {
  host.write('/fake/rolling', '');
  expect(await starts('failed 75')).toBe(1);
  expect(host.calls('start')).toEqual(['start, rolling: 0']);
});
