import { rmSync } from 'node:fs';
import { CLUSTER_ID, seedPlan } from './support/plan';
import { DATA, META, meta } from './support/sandbox/broker-host';
import { expectFormatted, expectRefused } from './support/sandbox/formatting';
import { FOLLOWER, HEADER, LEADER, NEVER_SEEN, row, SEEN, topic } from './support/sandbox/peer';
import { host, peer, replaceHost, useBrokerHost, usePeer } from './support/sandbox/use-broker-host';

useBrokerHost();
usePeer();

/** The cluster as the other brokers describe it. */
function cluster(quorum: string[], topics = ''): void {
  replaceHost({ peers: peer.living });
  host.write('/fake/quorum', `${[HEADER, ...quorum].join('\n')}\n`);
  host.write('/fake/topics', topics);
}

describe('a blank controller', () => {
  test('formats when no peer answers: first start of a new cluster', async () => {
    await expectFormatted(host, /no peer answers .*first start of a new cluster/);
  });

  test('formats when the living cluster has never seen it: late first start', async () => {
    cluster([LEADER, FOLLOWER, NEVER_SEEN], topic('2,3', '2,3'));
    await expectFormatted(host, /has never seen node 1: late first start/);
    expect(host.calls('kafka-metadata-quorum.sh')).toEqual([
      `kafka-metadata-quorum.sh --bootstrap-server ${peer.living[1]} describe --replication`,
    ]);
  });

  test('reads the columns of newer versions too', async () => {
    cluster([]);
    const lines = [HEADER, LEADER, FOLLOWER, SEEN].map((line) =>
      line.replace('\t', '\tAAAAAAAAAAAAAAAAAAAAAA\t'),
    );
    host.write('/fake/quorum', lines.join('\n').replace('AAAAAAAAAAAAAAAAAAAAAA', 'DirectoryId'));
    await expectRefused(host, 78, /the living cluster knows node 1 as a member/);
  });

  test('refuses when the quorum has seen it before: its disk is lost', async () => {
    cluster([LEADER, FOLLOWER, SEEN]);
    await expectRefused(
      host,
      78,
      /^REFUSED: the living cluster knows node 1 as a member.*Nothing was formatted/,
    );
  });

  test.each(['1,2,3', '2,1,3', '2,3,1'])('refuses when it stands among the replicas %s', async (replicas) => {
    cluster([LEADER, FOLLOWER, NEVER_SEEN], topic(replicas, '2,3'));
    await expectRefused(host, 78, /knows node 1 as a member/);
  });

  test('is not confused with nodes whose numbers hold its own', async () => {
    const observer = row(11, 500, 0, 1763942400000, 'Observer');
    cluster([LEADER, FOLLOWER, NEVER_SEEN, observer], topic('2,11,21', '2,11'));
    await expectFormatted(host, /has never seen node 1/);
  });

  test('waits while the other voters are not complete', async () => {
    cluster([LEADER, row(3, 480, 20, 1763942400000, 'Follower'), NEVER_SEEN]);
    await expectRefused(host, 75, /too few of the other voters are caught up/);
  });

  test('an observer does not count as a voter', async () => {
    cluster([LEADER, NEVER_SEEN, row(4, 500, 0, 1763942400000, 'Observer')]);
    await expectRefused(host, 75, /too few of the other voters are caught up/);
  });

  test('waits while peers accept connections but name no leader', async () => {
    replaceHost({ peers: peer.living });
    await expectRefused(host, 75, /name no leader of the quorum/);
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
    await expectRefused(host, 75, /do not list their topics/);
  });
});

describe('an approved replacement', () => {
  const approve = (nodeId: number) => host.write('/etc/kafka/replace-approved', `${nodeId}\n`);

  test('formats, and uses the approval up', async () => {
    cluster([LEADER, FOLLOWER, SEEN], topic('1,2,3', '2,3'));
    approve(1);
    await expectFormatted(host, /replacement of node 1 is approved/);
    expect(host.read('/etc/kafka/replace-approved')).toBe('');
  });

  test('of another node approves nothing', async () => {
    cluster([LEADER, FOLLOWER, SEEN]);
    approve(2);
    await expectRefused(host, 78, /knows node 1 as a member/);
  });

  test('waits until the other voters are complete', async () => {
    cluster([LEADER, row(3, 499, 1, 1763942400000, 'Follower'), SEEN]);
    host.write('/var/lib/kafka-bootstrap/formatted', 'cluster x node 1 disk y\n');
    approve(1);
    await expectRefused(host, 75, /approved but waits: too few of the other voters/);
  });

  test('is refused while this node is the only in-sync replica of anything', async () => {
    cluster([LEADER, FOLLOWER, SEEN], topic('1,2', '1'));
    approve(1);
    await expectRefused(host, 78, /1 partitions have their only in-sync replica on node 1/);
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
  const blank = (quorum: string[], topics = '', peers = peer.living) => {
    replaceHost({ plan, nodeId: 4, peers });
    if (quorum.length > 0) host.write('/fake/quorum', `${[HEADER, ...quorum].join('\n')}\n`);
    host.write('/fake/topics', topics);
  };

  test('formats when the living cluster does not know it: a new cluster, or one that grows', async () => {
    blank([LEADER, FOLLOWER, VOTER], topic('1,2,3', '1,2,3'));
    await expectFormatted(host, /has never seen node 4: late first start/);
  });

  test('waits when no controller answers: it cannot know, and could not serve before', async () => {
    blank([], '', ['127.0.0.1:1']);
    await expectRefused(host, 75, /no controller answers \(127.0.0.1:1\), so it is unknown whether node 4/);
    blank([LEADER, FOLLOWER, VOTER]);
    await expectFormatted(host, /has never seen node 4/);
  });

  test('waits while controllers accept connections but name no leader', async () => {
    blank([]);
    await expectRefused(host, 75, /name no leader of the quorum/);
  });

  test.each([
    ['4,1,2', '4'],
    ['1,4,2', '1,2'],
  ])('refuses where it has replicas, %s in sync %s: host and disk are lost', async (replicas, inSync) => {
    blank([LEADER, FOLLOWER, VOTER], topic(replicas, inSync));
    await expectRefused(host, 78, /knows node 4 as a member.*returns empty can empty the other replicas/);
  });

  test('formats as an approved replacement, but never the only copy', async () => {
    blank([LEADER, FOLLOWER, VOTER], topic('4,1,2', '1,2'));
    host.write('/etc/kafka/replace-approved', '4\n');
    await expectFormatted(host, /replacement of node 4 is approved/);
    blank([LEADER, FOLLOWER, VOTER], topic('4,1,2', '4'));
    host.write('/etc/kafka/replace-approved', '4\n');
    await expectRefused(host, 78, /1 partitions have their only in-sync replica on node 4/);
  });

  test('counts as the only copy where none is in sync and it alone may still lead', async () => {
    blank([LEADER, FOLLOWER, VOTER], topic('4,1,2', '').replace('Elr: ', 'Elr: 4'));
    host.write('/etc/kafka/replace-approved', '4\n');
    await expectRefused(host, 78, /1 partitions have their only in-sync replica on node 4/);
  });

  test('refuses a blank disk where it has formatted before', async () => {
    replaceHost({ plan, nodeId: 4 });
    host.write('/var/lib/kafka-bootstrap/formatted', 'cluster x node 4 disk y\n');
    await expectRefused(host, 78, /this host has formatted before/);
  });
});
