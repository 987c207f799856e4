import { rmSync, symlinkSync } from 'node:fs';
import { type Mirror, startMirror } from '../support/sandbox/mirror';
import { FAKE_JAVA } from './support/fakes';
import { startPeer } from './support/peer';
import { planFrom, RolloutHost, STATE } from './support/rollout-host';

jest.setTimeout(60_000);

const NEW_DISK = 'd-t4nnewnewnewnewnewne';
const APPROVAL = '/etc/kafka/replace-approved';
const QUORUM = `NodeId  LogEndOffset  Lag  LastFetchTimestamp  LastCaughtUpTimestamp  Status
2  500  0  1763942400000  1763942400000  Leader
3  500  0  1763942400000  1763942400000  Follower
1  -1  500  -1  -1  Follower
`;
/** Everything is there without node 1. */
const TOPICS = 'Topic: orders\tPartition: 0\tLeader: 2\tReplicas: 1,2,3\tIsr: 2,3\n';

let mirror: Mirror;
let peer: Awaited<ReturnType<typeof startPeer>>;
let host: RolloutHost;

beforeAll(async () => {
  mirror = await startMirror(FAKE_JAVA);
  peer = await startPeer();
});
beforeEach(async () => {
  host = await RolloutHost.running(mirror, plan());
});
afterEach(() => host.remove());
afterAll(async () => {
  await mirror.stop();
  await peer.stop();
});

const plan = () => peer.in(planFrom(mirror));

/** The cloud has given the host another, blank disk. */
function loseDisk(): void {
  host.blankDisk();
  rmSync(host.path('/var/lib/kafka/data'), { recursive: true });
  symlinkSync('../../vdb', host.path(`/dev/disk/by-id/virtio-${NEW_DISK.slice(2)}`));
  host.write('/fake/kafka', 'activating auto-restart 7\n'); // Kafka has died of it
  host.write('/fake/quorum', QUORUM);
  host.write('/fake/topics', TOPICS);
}

test('without replace, another disk is refused with the remedy, and nothing is touched', async () => {
  loseDisk();
  const before = host.configuration();
  const { code, verdict } = await host.change(plan(), { dataDiskId: NEW_DISK });
  expect(code).toBe(78);
  expect(verdict).toMatch(/^REFUSED: d-t4n0123456789abcdefg, the data disk of node 1, has become d-t4nnew/);
  expect(verdict).toContain('set replace: 1 in the deployment file and apply');
  expect(host.configuration()).toEqual(before);
  expect(host.events()).toEqual([]);
  expect(host.formats()).toBe(0);
});

describe('with replace', () => {
  const replace = () => host.change(plan(), { dataDiskId: NEW_DISK, replace: true });

  test('the node starts anew on the blank disk, and the approval is gone', async () => {
    loseDisk();
    const { code, verdict } = await replace();
    expect({ code, verdict }).toEqual({
      code: 0,
      verdict: 'DONE: node 1 serves with the files of this change',
    });
    expect(host.formats()).toBe(1);
    expect(host.calls('umount')).toEqual([`umount --lazy ${host.path('/var/lib/kafka')}`]);
    expect(host.calls('systemctl stop kafka-bootstrap')).toHaveLength(1);
    expect(host.events().at(-2)).toBe('start');
    expect(host.calls('gate after')[0]).toContain('--timeout 1200 '); // it has everything to copy
    expect(host.read(APPROVAL)).toBe('');
    expect(host.read('/var/lib/kafka/data/meta.properties')).toContain('node.id=1');
  });

  test('a Kafka that still runs is stopped only when the others can do without it', async () => {
    loseDisk();
    host.write('/fake/kafka', 'active running 0\n');
    host.write('/fake/gate-before', 'echo "partition orders-0 needs 2"; exit 75\n');
    const { code, output } = await replace();
    expect(code).toBe(75);
    expect(output).toContain('partition orders-0 needs 2');
    expect(host.events()).toEqual(['gate before']);
    expect(host.formats()).toBe(0);
  });

  test('does not wait for a bootstrap that waits for the lost disk', async () => {
    loseDisk();
    host.write('/fake/bootstrap', 'activating\n');
    host.write('/fake/on-stop', 'echo active >"$FAKE/bootstrap"\n');
    expect((await replace()).code).toBe(0);
  });

  test('waits while the other voters are not complete, and is gone through by the next apply', async () => {
    loseDisk();
    host.write('/fake/quorum', QUORUM.replace('3  500  0', '3  400  100'));
    const waiting = await host.change(
      plan(),
      { dataDiskId: NEW_DISK, replace: true },
      { PEER_DELAY: '0', TROUBLE_ATTEMPTS: '2' },
    );
    expect(waiting.code).toBe(1);
    expect(waiting.output).toContain('the host could not be made ready for Kafka');
    expect(waiting.output).toContain('replacement is approved but waits: too few of the other voters');
    expect(host.formats()).toBe(0);
    expect(host.read(APPROVAL)).toBe('');
    host.write('/fake/quorum', QUORUM);
    expect((await replace()).code).toBe(0);
    expect(host.formats()).toBe(1);
  });

  test('a node that is not in sync in time goes on copying, and the next apply waits again', async () => {
    loseDisk();
    host.write('/fake/gate-after', 'echo "partition orders-0 is not in sync on node 1"; exit 75\n');
    const slow = await replace();
    expect(slow.code).toBe(75);
    expect(slow.verdict).toContain('the node goes on copying from the others. Apply again');
    host.write('/fake/gate-after', '');
    host.write('/fake/calls', '');
    expect((await replace()).code).toBe(0);
    expect(host.events()).toEqual(['gate after']);
    expect(host.formats()).toBe(0);
  });

  test('what comes after is an ordinary change, with a way back', async () => {
    loseDisk();
    await replace();
    const after = planFrom(mirror, { kafka: { properties: { 'num.io.threads': 16 } } });
    host.write('/fake/calls', '');
    expect((await host.change(peer.in(after), { dataDiskId: NEW_DISK })).code).toBe(0);
    expect(host.events()).toEqual(['gate before', 'stop', 'start', 'gate after']);
    expect(host.tree('/var/lib/kafka-rollout/previous/')).not.toEqual({});
    expect(host.read(`${STATE}/served`)).toBe('');
  });

  test('a node that has lost nothing is not restarted and leaves no approval behind', async () => {
    expect((await host.change(plan(), { replace: true })).code).toBe(0);
    expect(host.events()).toEqual(['gate after']);
    expect(host.formats()).toBe(0);
    expect(host.read(APPROVAL)).toBe('');
  });
});

test('a host that was lost with its disk: the refused bootstrap starts again with the approval', async () => {
  host.remove();
  host = RolloutHost.blank(mirror, plan());
  rmSync(host.path('/var/lib/kafka/data'), { recursive: true });
  host.write('/fake/quorum', QUORUM);
  host.write('/fake/topics', TOPICS.replace('1,2,3', '3,2,1'));
  const refused = await host.bootstrap();
  expect(refused.verdict).toMatch(/^REFUSED: the living cluster knows node 1 .*set replace: 1 in the/);
  host.write('/fake/bootstrap', 'failed\n');
  host.write(
    '/fake/on-start',
    'bash "$KAFKA_BOOTSTRAP_ROOT/usr/local/sbin/kafka-bootstrap" >/dev/null || exit\n',
  );
  const without = await host.change(plan());
  expect(without.code).toBe(78);
  expect(without.verdict).toContain('set replace: 1 in the deployment file');
  expect((await host.change(plan(), { replace: true })).code).toBe(0);
  expect(host.formats()).toBe(1);
});
