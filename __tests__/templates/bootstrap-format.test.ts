import { rmSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { until } from '../../rehearsal/lab/common';
import { DISK_ID } from './support/files';
import { CLUSTER_ID, seedPlan } from './support/plan';
import { BrokerHost, DATA, META, meta } from './support/sandbox/broker-host';
import { type Mirror, startMirror } from './support/sandbox/mirror';

let mirror: Mirror;
let peer: Server;
let host: BrokerHost;
let living: { peers: string[] };

beforeAll(async () => {
  mirror = await startMirror();
  peer = createServer((socket) => socket.on('error', () => undefined).end());
  await new Promise<void>((resolve) => peer.listen(0, '127.0.0.1', resolve));
  living = { peers: ['127.0.0.1:1', `127.0.0.1:${(peer.address() as AddressInfo).port}`] };
});
beforeEach(() => {
  host = new BrokerHost(mirror);
});
afterEach(() => host.remove());
afterAll(async () => {
  await mirror.stop();
  await new Promise((resolve) => peer.close(resolve));
});

const HEADER = 'NodeId\tLogEndOffset\tLag\tLastFetchTimestamp\tLastCaughtUpTimestamp\tStatus';
const row = (id: number, end: number, lag: number, time: number, status: string) =>
  [id, end, lag, time, time, status].join('\t');
const LEADER = row(2, 500, 0, 1763942400000, 'Leader');
const FOLLOWER = row(3, 500, 0, 1763942400000, 'Follower');
const NEVER_SEEN = row(1, -1, 501, -1, 'Follower');
const SEEN = row(1, 420, 80, 1763942300000, 'Follower');

function replaceHost(setup: ConstructorParameters<typeof BrokerHost>[1]): void {
  host.remove();
  host = new BrokerHost(mirror, setup);
}

/** The cluster as the other brokers describe it. */
function cluster(quorum: string[], topics = ''): void {
  replaceHost(living);
  host.write('/fake/quorum', `${[HEADER, ...quorum].join('\n')}\n`);
  host.write('/fake/topics', topics);
}

const topic = (replicas: string, inSync: string) =>
  `Topic: orders\tTopicId: 4Fz1\tPartitionCount: 1\tReplicationFactor: 3\tConfigs: \n` +
  `\tTopic: orders\tPartition: 0\tLeader: 2\tReplicas: ${replicas}\tIsr: ${inSync}\tElr: \tLastKnownElr: \n`;

async function expectFormatted(reason: RegExp): Promise<void> {
  const run = await host.bootstrap();
  expect(run).toMatchObject({ code: 0, verdict: expect.stringMatching(/^READY/) });
  expect(run.output).toMatch(reason);
  expect(host.formats()).toBe(1);
}

async function expectRefused(code: number, reason: RegExp): Promise<void> {
  const before = host.tree(DATA);
  const run = await host.bootstrap();
  expect(run).toMatchObject({ code, verdict: expect.stringMatching(reason) });
  expect(host.formats()).toBe(0);
  expect(host.tree(DATA)).toEqual(before);
}

describe('storage that is there', () => {
  test('of this node is used and never formatted', async () => {
    host.write(META, meta(CLUSTER_ID, 1));
    const run = await host.bootstrap();
    expect(run.code).toBe(0);
    expect(host.formats()).toBe(0);
    expect(host.read(META)).toBe(meta(CLUSTER_ID, 1));
  });

  test('gets its owner back when the system disk was made anew', async () => {
    host.write(META, meta(CLUSTER_ID, 1));
    await host.bootstrap();
    expect(host.calls('chown -R')).toEqual([`chown -R kafka:kafka ${host.path(DATA)}`]);
  });

  test.each([
    [
      'of another cluster',
      meta('AAAAAAAAAAAAAAAAAAAAAA', 1),
      /belongs to cluster AAAAAAAAAAAAAAAAAAAAAA, not to BRl/,
    ],
    ['of another node', meta(CLUSTER_ID, 2), /belongs to node 2, not to 1/],
    ['with an empty meta.properties', '', /is empty/],
    ['without a node id', `cluster.id=${CLUSTER_ID}\nversion=1\n`, /lacks cluster.id or node.id/],
    ['without a cluster id', 'node.id=1\nversion=1\n', /lacks cluster.id or node.id/],
  ])('%s is refused untouched', async (_, content, reason) => {
    host.write(META, content);
    host.write(`${DATA}/orders-0/00000000000000000000.log`, 'records');
    await expectRefused(78, reason);
  });

  test('with files but no meta.properties is refused untouched', async () => {
    host.write(`${DATA}/orders-0/00000000000000000000.log`, 'records');
    await expectRefused(78, /holds files but no meta.properties; left untouched/);
  });

  test('of which nothing can be listed is refused', async () => {
    host.program('ls', 'exit 2');
    await expectRefused(78, /cannot be read/);
  });

  test('lost+found alone is nothing', async () => {
    host.write(`${DATA}/lost+found/.keep`, '');
    await expectFormatted(/first start of a new cluster/);
  });
});

describe('a blank controller', () => {
  test('formats when no peer answers: first start of a new cluster', async () => {
    await expectFormatted(/no peer answers .*first start of a new cluster/);
  });

  test('formats when the living cluster has never seen it: late first start', async () => {
    cluster([LEADER, FOLLOWER, NEVER_SEEN], topic('2,3', '2,3'));
    await expectFormatted(/has never seen node 1: late first start/);
    expect(host.calls('kafka-metadata-quorum.sh')).toEqual([
      `kafka-metadata-quorum.sh --bootstrap-server ${living.peers[1]} describe --replication`,
    ]);
  });

  test('reads the columns of newer versions too', async () => {
    cluster([]);
    const lines = [HEADER, LEADER, FOLLOWER, SEEN].map((line) =>
      line.replace('\t', '\tAAAAAAAAAAAAAAAAAAAAAA\t'),
    );
    host.write('/fake/quorum', lines.join('\n').replace('AAAAAAAAAAAAAAAAAAAAAA', 'DirectoryId'));
    await expectRefused(78, /the living cluster knows node 1 as a member/);
  });

  test('refuses when the quorum has seen it before: its disk is lost', async () => {
    cluster([LEADER, FOLLOWER, SEEN]);
    await expectRefused(78, /^REFUSED: the living cluster knows node 1 as a member.*Nothing was formatted/);
  });

  test.each(['1,2,3', '2,1,3', '2,3,1'])('refuses when it stands among the replicas %s', async (replicas) => {
    cluster([LEADER, FOLLOWER, NEVER_SEEN], topic(replicas, '2,3'));
    await expectRefused(78, /knows node 1 as a member/);
  });

  test('is not confused with nodes whose numbers hold its own', async () => {
    const observer = row(11, 500, 0, 1763942400000, 'Observer');
    cluster([LEADER, FOLLOWER, NEVER_SEEN, observer], topic('2,11,21', '2,11'));
    await expectFormatted(/has never seen node 1/);
  });

  test('waits while the other voters are not complete', async () => {
    cluster([LEADER, row(3, 480, 20, 1763942400000, 'Follower'), NEVER_SEEN]);
    await expectRefused(75, /too few of the other voters are caught up/);
  });

  test('an observer does not count as a voter', async () => {
    cluster([LEADER, NEVER_SEEN, row(4, 500, 0, 1763942400000, 'Observer')]);
    await expectRefused(75, /too few of the other voters are caught up/);
  });

  test('waits while peers accept connections but name no leader', async () => {
    replaceHost(living);
    await expectRefused(75, /name no leader of the quorum/);
  });

  test.each([
    ['fails', 'exit 1'],
    ['prints an error and exits with 0', 'echo "Error while executing topic command : Timed out"'],
  ])('waits when the listing of topics %s', async (_, body) => {
    cluster([LEADER, FOLLOWER, NEVER_SEEN]);
    await host.bootstrap({ DATA_DISK_ID: '' }); // unpacks Kafka
    rmSync(host.path(DATA), { recursive: true, force: true });
    rmSync(host.path('/var/lib/kafka-bootstrap'), { recursive: true });
    rmSync(host.path('/fake/calls'));
    host.write('/opt/kafka/current/bin/kafka-topics.sh', `#!/bin/bash\n${body}\n`);
    await expectRefused(75, /do not list their topics/);
  });
});

describe('a host that has formatted before', () => {
  beforeEach(async () => {
    await host.bootstrap();
    rmSync(host.path(DATA), { recursive: true });
    host.blankDisk();
    host.write('/fake/calls', '');
  });

  test('refuses a blank disk even when no peer answers', async () => {
    await expectRefused(78, /^REFUSED: this host has formatted before \(cluster BRl\S+ node 1 disk d-/);
  });

  test('does not let an approval stand in for a living cluster', async () => {
    host.write('/etc/kafka/replace-approved', '1\n');
    await expectRefused(75, /approved but waits: no peer answers/);
    expect(host.read('/etc/kafka/replace-approved')).toBe('1\n');
  });
});

describe('an approved replacement', () => {
  const approve = (nodeId: number) => host.write('/etc/kafka/replace-approved', `${nodeId}\n`);

  test('formats, and uses the approval up', async () => {
    cluster([LEADER, FOLLOWER, SEEN], topic('1,2,3', '2,3'));
    approve(1);
    await expectFormatted(/replacement of node 1 is approved/);
    expect(host.read('/etc/kafka/replace-approved')).toBe('');
  });

  test('of another node approves nothing', async () => {
    cluster([LEADER, FOLLOWER, SEEN]);
    approve(2);
    await expectRefused(78, /knows node 1 as a member/);
  });

  test('waits until the other voters are complete', async () => {
    cluster([LEADER, row(3, 499, 1, 1763942400000, 'Follower'), SEEN]);
    host.write('/var/lib/kafka-bootstrap/formatted', 'cluster x node 1 disk y\n');
    approve(1);
    await expectRefused(75, /approved but waits: too few of the other voters/);
  });

  test('is refused while this node is the only in-sync replica of anything', async () => {
    cluster([LEADER, FOLLOWER, SEEN], topic('1,2', '1'));
    approve(1);
    await expectRefused(78, /1 partitions have their only in-sync replica on node 1/);
  });

  test('that was not needed does not stay for a later loss', async () => {
    host.write(META, meta(CLUSTER_ID, 1));
    approve(1);
    await host.bootstrap();
    expect(host.read('/etc/kafka/replace-approved')).toBe('');
  });
});

describe('a broker without a vote', () => {
  const plan = seedPlan({ brokers: [1, 2, 3, 4] });
  const VOTER = row(1, 500, 0, 1763942400000, 'Follower');
  const blank = (quorum: string[], topics = '', peers = living.peers) => {
    replaceHost({ plan, nodeId: 4, peers });
    if (quorum.length > 0) host.write('/fake/quorum', `${[HEADER, ...quorum].join('\n')}\n`);
    host.write('/fake/topics', topics);
  };

  test('formats when the living cluster does not know it: a new cluster, or one that grows', async () => {
    blank([LEADER, FOLLOWER, VOTER], topic('1,2,3', '1,2,3'));
    await expectFormatted(/has never seen node 4: late first start/);
  });

  test('waits when no controller answers: it cannot know, and could not serve before', async () => {
    blank([], '', ['127.0.0.1:1']);
    await expectRefused(75, /no controller answers \(127.0.0.1:1\), so it is unknown whether node 4/);
    blank([LEADER, FOLLOWER, VOTER]);
    await expectFormatted(/has never seen node 4/);
  });

  test('waits while controllers accept connections but name no leader', async () => {
    blank([]);
    await expectRefused(75, /name no leader of the quorum/);
  });

  test.each([
    ['4,1,2', '4'],
    ['1,4,2', '1,2'],
  ])('refuses where it has replicas, %s in sync %s: host and disk are lost', async (replicas, inSync) => {
    blank([LEADER, FOLLOWER, VOTER], topic(replicas, inSync));
    await expectRefused(78, /knows node 4 as a member.*returns empty can empty the other replicas/);
  });

  test('formats as an approved replacement, but never the only copy', async () => {
    blank([LEADER, FOLLOWER, VOTER], topic('4,1,2', '1,2'));
    host.write('/etc/kafka/replace-approved', '4\n');
    await expectFormatted(/replacement of node 4 is approved/);
    blank([LEADER, FOLLOWER, VOTER], topic('4,1,2', '4'));
    host.write('/etc/kafka/replace-approved', '4\n');
    await expectRefused(78, /1 partitions have their only in-sync replica on node 4/);
  });

  test('counts as the only copy where none is in sync and it alone may still lead', async () => {
    blank([LEADER, FOLLOWER, VOTER], topic('4,1,2', '').replace('Elr: ', 'Elr: 4'));
    host.write('/etc/kafka/replace-approved', '4\n');
    await expectRefused(78, /1 partitions have their only in-sync replica on node 4/);
  });

  test('refuses a blank disk where it has formatted before', async () => {
    replaceHost({ plan, nodeId: 4 });
    host.write('/var/lib/kafka-bootstrap/formatted', 'cluster x node 4 disk y\n');
    await expectRefused(78, /this host has formatted before/);
  });
});

describe('a format that is interrupted', () => {
  const CHECKPOINT = `${DATA}/bootstrap.checkpoint`;
  const BEGUN = '/var/lib/kafka/.format-begun';

  test.each([1, 2, 3, 4, 5])('before file %i of kafka-storage is ended at the next boot', async (file) => {
    host.write('/fake/storage-dies', `${file}\n`);
    expect((await host.bootstrap()).verdict).not.toMatch(/^READY/);
    expect(host.read(BEGUN)).not.toBe('');
    rmSync(host.path('/fake/storage-dies'));
    expect(await host.bootstrap()).toMatchObject({ code: 0, verdict: expect.stringMatching(/^READY/) });
    expect(Object.keys(host.tree(DATA)).sort()).toEqual([CHECKPOINT, META]);
    expect(host.read(BEGUN)).toBe('');
  });

  test('asks the peers again', async () => {
    host.write('/fake/storage-dies', '3\n');
    await host.bootstrap();
    rmSync(host.path('/fake/storage-dies'));
    host.set(`PEERS='${living.peers.join(' ')}'`);
    host.write('/fake/quorum', `${[HEADER, LEADER, FOLLOWER, SEEN].join('\n')}\n`);
    host.write('/fake/topics', '');
    expect((await host.bootstrap()).verdict).toMatch(/^REFUSED: the living cluster knows node 1/);
  });

  const leftBy = (identity: string) => {
    host.write(CHECKPOINT, 'records');
    if (identity) host.write(BEGUN, `${identity}\n`);
  };
  const own = `cluster ${CLUSTER_ID} node 1 disk ${DISK_ID}`;

  test.each([
    ['without a mark', ''],
    ['of another cluster', own.replace(CLUSTER_ID, 'AAAAAAAAAAAAAAAAAAAAAA')],
    ['of another node', own.replace('node 1', 'node 2')],
    ['on another disk', own.replace(DISK_ID, 'd-other')],
  ])('%s is refused untouched', async (_, identity) => {
    leftBy(identity);
    await expectRefused(78, /holds files but no meta.properties; left untouched/);
  });

  test.each([`${DATA}/orders-0/0.log`, `${DATA}/orders`])('beside %s is refused untouched', async (path) => {
    leftBy(own);
    host.write(path, 'records');
    await expectRefused(78, /holds files but no meta.properties; left untouched/);
  });
});

test('a format that wrote nothing is no success, whatever its exit code', async () => {
  host.write('/fake/format-fails', '');
  const run = await host.bootstrap();
  expect(run).toMatchObject({ code: 75, verdict: expect.stringContaining('wrote no meta.properties') });
});

describe('with internalTls', () => {
  const plan = seedPlan({ kafka: { internalTls: true } });
  const SECRETS = '/etc/kafka/secrets';
  const deliver = () => {
    for (const name of ['internal.pem', 'internal-ca.pem']) host.write(`${SECRETS}/${name}`, 'PEM');
  };

  test('nothing is formatted before the certificate was delivered', async () => {
    replaceHost({ plan });
    const boot = host.bootstrap({ CERTIFICATE_DELAY: '0.1' });
    const waits = () => host.read('/var/log/kafka-bootstrap.log').includes('waiting for the certificate');
    await until('it waits', waits, { timeoutSec: 20, everySec: 0.1 });
    expect(host.formats()).toBe(0);
    deliver();
    expect(await boot).toMatchObject({ code: 0, verdict: expect.stringMatching(/^READY/) });
    expect(host.formats()).toBe(1);
    expect(host.read('/var/log/kafka-bootstrap.log').match(/waiting for/g)).toHaveLength(1);
  });

  test('the others are asked with it', async () => {
    replaceHost({ plan, peers: living.peers });
    host.write('/fake/quorum', `${[HEADER, LEADER, FOLLOWER, NEVER_SEEN].join('\n')}\n`);
    host.write('/fake/topics', '');
    deliver();
    expect(await host.bootstrap()).toMatchObject({ code: 0 });
    for (const tool of ['kafka-metadata-quorum.sh', 'kafka-topics.sh']) {
      const calls = host.calls(tool);
      expect(calls).not.toEqual([]);
      for (const call of calls)
        expect(call).toContain('--command-config /etc/kafka/internal-client.properties');
    }
  });
});
