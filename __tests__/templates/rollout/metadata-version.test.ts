import { renderMetadataVersion } from '../../../templates/rollout/metadata-version';
import { seedPlan } from '../support/plan';
import { Sandbox } from '../support/sandbox/sandbox';

/**
 * Kafka's own tool as 3.9.1 answers: `level` holds what is finalised, `refusal` what it says instead of finalising, and
 * `silent` how often it fails before it answers.
 */
const FEATURES = `#!/bin/bash
echo "\${0##*/} $*" >>"$FAKE/calls"
silent="$(cat "$FAKE/silent" 2>/dev/null || echo 0)"
if ((silent > 0)); then
  echo $((silent - 1)) >"$FAKE/silent"
  echo "[2026-11-24 08:00:00,000] WARN Connection to node -1 could not be established."
  exit 1
fi
if [[ $3 == describe ]]; then
  printf 'Feature: kraft.version\\tSupportedMinVersion: 0\\tSupportedMaxVersion: 1\\tFinalizedVersionLevel: 0\\tEpoch: 7\\n'
  printf 'Feature: metadata.version\\tSupportedMinVersion: 3.0-IV1\\tSupportedMaxVersion: 3.9-IV0\\t'
  printf 'FinalizedVersionLevel: %s\\tEpoch: 7\\n' "$(cat "$FAKE/level")"
elif [[ -s $FAKE/refusal ]]; then
  echo "Could not upgrade metadata.version to 21. $(cat "$FAKE/refusal")"
  echo "1 out of 1 operation(s) failed." >&2
  exit 1
else
  [[ -e $FAKE/without-effect ]] || echo "$5-IV0" >"$FAKE/level"
  echo "metadata.version was upgraded to 21."
fi
`;
const TOOL = '/opt/kafka/current/bin/kafka-features.sh';
const SERVERS = '--bootstrap-server 10.0.0.11:9092,10.0.64.12:9092,10.0.128.13:9092';
const DESCRIBE = `kafka-features.sh ${SERVERS} describe`;
const UPGRADE = `kafka-features.sh ${SERVERS} upgrade --metadata 3.9`;

let host: Sandbox;

beforeEach(() => {
  host = new Sandbox({}, []);
  host.write('/fake/level', '3.7-IV4\n');
  host.write(TOOL, FEATURES);
  host.makeExecutable(TOOL);
});
afterEach(() => host.remove());

function finalise(gateTimeoutSeconds = 600, plan = seedPlan()) {
  host.write('/script', renderMetadataVersion(plan, '3.9', { gateTimeoutSeconds, target: 'host' }));
  return host.run('/script', [], { POLL_DELAY: '0.02' });
}
const calls = () => host.calls('kafka-features.sh');

test('finalises the level, and tells what was before and after', async () => {
  const { code, output, verdict } = await finalise();
  expect(code).toBe(0);
  expect(output).toContain('metadata.version is 3.7-IV4, requested is 3.9');
  expect(verdict).toBe(
    'DONE: metadata.version was 3.7-IV4 and is 3.9-IV0 now; older releases no longer start',
  );
  expect(calls()).toEqual([DESCRIBE, UPGRADE, DESCRIBE]);
  expect(output).not.toContain(' s: '); // nothing to wait for
});

test('changes nothing where it is finalised already, however often it runs', async () => {
  await finalise();
  host.write('/fake/calls', '');
  expect(await finalise()).toMatchObject({ code: 0, verdict: 'DONE: metadata.version is 3.9-IV0 already' });
  expect(calls()).toEqual([DESCRIBE]);
});

test.each([
  ['3.10-IV1', 'metadata.version is 3.10-IV1, newer than 3.9'],
  ['4.1-IV1', 'metadata.version is 4.1-IV1, newer than 3.9'],
  ['UNKNOWN 27', 'metadata.version is newer than the release of Kafka here knows (UNKNOWN 27)'],
])('never lowers it from %s', async (level, reason) => {
  host.write('/fake/level', `${level}\n`);
  const { code, verdict } = await finalise();
  expect(code).toBe(78);
  expect(verdict).toContain(`REFUSED: ${reason}`);
  expect(calls()).toEqual([DESCRIBE]);
});

test.each([
  ['Invalid update version 21 for feature metadata.version. Broker 2 only supports versions 1-19'],
  ['Invalid update version 21 for feature metadata.version. Controller 3 only supports versions 1-19'],
])('refuses with the words of Kafka: %s', async (words) => {
  host.write('/fake/refusal', `${words}\n`);
  const { code, verdict } = await finalise();
  expect(code).toBe(78);
  expect(verdict).toMatch(/^REFUSED: the cluster does not accept metadata.version 3.9, and stays at 3.7-IV4/);
  expect(verdict).toContain(words);
  expect(host.read('/fake/level')).toBe('3.7-IV4\n');
  // A node that has just restarted may have been late to register: not at the first refusal.
  expect(calls().filter((call) => call === UPGRADE)).toHaveLength(3);
});

test('goes on when a node that was late has registered', async () => {
  const tool = FEATURES.replace('elif', 'elif [[ ! -e $FAKE/asked ]] && touch "$FAKE/asked" &&');
  host.write(TOOL, tool);
  host.write('/fake/refusal', 'Invalid update version 21. Broker 2 only supports versions 1-19\n');
  expect(await finalise()).toMatchObject({ code: 0, verdict: expect.stringContaining('is 3.9-IV0 now') });
});

test('waits until the cluster answers', async () => {
  host.write('/fake/silent', '2\n');
  const { code, output } = await finalise();
  expect(code).toBe(0);
  expect(output.match(/ s: the cluster does not report its metadata.version/g)).toHaveLength(2);
});

test.each([
  ['does not answer', () => host.write('/fake/silent', '9999\n'), 'the cluster does not report its'],
  [
    'has no controller',
    () => host.write('/fake/refusal', 'The active controller appears to be node 2.\n'),
    'Could not upgrade metadata.version to 21. The active controller appears to be node 2.',
  ],
  [
    'answers nothing but lines of its log',
    () => host.write(TOOL, FEATURES.replace('elif', 'elif echo "[2026] WARN"; then exit 1; elif')),
    'Kafka does not answer',
  ],
  [
    'takes it without effect',
    () => host.write('/fake/without-effect', ''),
    'Kafka has accepted 3.9, and does not report it yet',
  ],
])('gives up for now when the cluster %s', async (_, arrange, reason) => {
  arrange();
  const { code, verdict } = await finalise(1);
  expect(code).toBe(75);
  expect(verdict).toContain('NOT NOW: not after 1 s: ');
  expect(verdict).toContain(reason);
});

test('asks the controllers alone, so that another broker makes no other script', async () => {
  const render = (brokers: number[]) =>
    renderMetadataVersion(seedPlan({ brokers }), '3.9', { gateTimeoutSeconds: 600 });
  expect(render([1, 2, 3, 4])).toBe(render([1, 2, 3]));
});
