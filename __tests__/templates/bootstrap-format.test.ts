import { rmSync } from 'node:fs';
import { until } from '../../rehearsal/lab/common';
import { DISK_ID } from './support/files';
import { CLUSTER_ID, seedPlan } from './support/plan';
import { DATA, META, meta } from './support/sandbox/broker-host';
import { expectFormatted, expectRefused } from './support/sandbox/formatting';
import { FOLLOWER, HEADER, LEADER, NEVER_SEEN, SEEN } from './support/sandbox/peer';
import { host, peer, replaceHost, useBrokerHost, usePeer } from './support/sandbox/use-broker-host';

useBrokerHost();
usePeer();

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
    await expectRefused(host, 78, reason);
  });

  test('with files but no meta.properties is refused untouched', async () => {
    host.write(`${DATA}/orders-0/00000000000000000000.log`, 'records');
    await expectRefused(host, 78, /holds files but no meta.properties; left untouched/);
  });

  test('of which nothing can be listed is refused', async () => {
    host.program('ls', 'exit 2');
    await expectRefused(host, 78, /cannot be read/);
  });

  test('lost+found alone is nothing', async () => {
    host.write(`${DATA}/lost+found/.keep`, '');
    await expectFormatted(host, /first start of a new cluster/);
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
    await expectRefused(host, 78, /^REFUSED: this host has formatted before \(cluster BRl\S+ node 1 disk d-/);
  });

  test('does not let an approval stand in for a living cluster', async () => {
    host.write('/etc/kafka/replace-approved', '1\n');
    await expectRefused(host, 75, /approved but waits: no peer answers/);
    expect(host.read('/etc/kafka/replace-approved')).toBe('1\n');
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
    host.set(`PEERS='${peer.living.join(' ')}'`);
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
    await expectRefused(host, 78, /holds files but no meta.properties; left untouched/);
  });

  test.each([`${DATA}/orders-0/0.log`, `${DATA}/orders`])('beside %s is refused untouched', async (path) => {
    leftBy(own);
    host.write(path, 'records');
    await expectRefused(host, 78, /holds files but no meta.properties; left untouched/);
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
    replaceHost({ plan, peers: peer.living });
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
