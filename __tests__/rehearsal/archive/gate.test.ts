import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { missingPrerequisites } from '../../../rehearsal/lab/common';
import { Cluster } from './support/cluster';
import { advertised, external, internal } from './support/nodes';

const needed = ['ip', 'mvn', 'java', 'jar'].map((command) => ({ command, apt: command, dnf: command }));
const onPossible = missingPrerequisites(needed).length === 0 ? describe : describe.skip;

onPossible.each(['3.7.1', '3.9.1', '4.0.0'])('the gate asks Kafka %s', (version) => {
  let cluster: Cluster | undefined;
  const gate = async (...[mode, node, options]: Parameters<Cluster['gate']>) => {
    if (!cluster) throw new Error('no cluster');
    const { code, stdout, stderr } = await cluster.gate(mode, node, options);
    return { code, said: stdout + (code === 1 ? stderr : '') };
  };

  beforeAll(async () => {
    cluster = await Cluster.start(version);
    await cluster.createTopic('orders', '1:2:3,2:3:1', 2);
  }, 400_000);
  afterAll(() => cluster?.remove(), 60_000);

  test('healthy: each broker may restart, and has come back', async () => {
    expect(await gate('before', 1, { timeout: '60' })).toEqual({
      code: 0,
      said: expect.stringMatching(/the others can do without node 1: 1 topics, quorum led by [123]\n$/),
    });
    expect(await gate('after', 1, { timeout: '60' })).toEqual({
      code: 0,
      said: expect.stringMatching(/node 1 serves, 2 replicas in sync, quorum led by [123]\n$/),
    });
  }, 180_000);

  test('topics that cannot do without the broker are refused by name, unless allowed', async () => {
    await cluster?.createTopic('alone', '1', 1);
    await cluster?.createTopic('strict', '1:2', 2);
    await cluster?.createTopic('elsewhere', '2:3', 2);
    const { code, said } = await gate('before', 1, { timeout: '60' });
    expect(code).toBe(78);
    expect(said).toContain('refused: topic alone has its only replica on node 1\n');
    expect(said).toContain('refused: topic strict has 2 replicas and min.insync.replicas 2\n');
    expect(said).not.toContain('elsewhere');
    expect((await gate('before', 1, { timeout: '60', 'allow-unavailable': 'true' })).code).toBe(0);
    for (const name of ['alone', 'strict', 'elsewhere']) await cluster?.deleteTopic(name);
  }, 180_000);

  test('of many such topics, 40 are named and the others counted', async () => {
    await cluster?.createTopics('lone', 45, 1, '1');
    const { code, said } = await gate('before', 1, { timeout: '60' });
    expect(code).toBe(78);
    expect(said.match(/^refused: topic lone-\d+ has its only replica on node 1$/gm)).toHaveLength(40);
    expect(said).toContain('refused: and 5 more\n');
    await cluster?.deleteTopic('lone-.*');
  }, 180_000);

  test('another name than the one of the new file is not good enough', async () => {
    const { code, said } = await gate('after', 1, { timeout: '3', advertised: 'b1.new.example:9091' });
    expect(code).toBe(75);
    expect(said).toContain('  node 1 advertises b1.name.example:9091 instead of b1.new.example:9091\n');
  }, 60_000);

  test('every listener for clients has to name the broker as planned', async () => {
    const listeners = `${external(1)},${internal(1)}`;
    const logins = 'EXTERNAL:none,INTERNAL:none';
    const asked = (second: string) => ({ listeners, logins, advertised: `${advertised(1)},${second}` });
    expect((await gate('after', 1, { ...asked(internal(1)), timeout: '60' })).code).toBe(0);
    const { code, said } = await gate('after', 1, { ...asked('b1.name.example:9191'), timeout: '3' });
    expect(code).toBe(75);
    expect(said).toContain(`  node 1 advertises ${internal(1)} instead of b1.name.example:9191\n`);
  }, 60_000);

  test('what a broker itself advertises is asked at once, and nothing else', async () => {
    expect((await gate('advertised', 1, { timeout: '0', bootstrap: '127.0.0.1:1' })).code).toBe(0);
    const other = { timeout: '0', advertised: 'b1.new.example:9091' };
    expect((await gate('advertised', 1, other)).code).toBe(75);
    // A broker without such a listener.
    expect((await gate('after', 1, { timeout: '60', listeners: '', advertised: '' })).code).toBe(0);
  }, 60_000);

  test('without a quorum, as with ZooKeeper, the cluster has to have a controller', async () => {
    const { code, said } = await gate('before', 1, { timeout: '60', quorum: 'false' });
    expect({ code, said }).toEqual({ code: 0, said: expect.stringMatching(/controller is [123]\n$/) });
    expect((await gate('after', 1, { timeout: '60', quorum: 'false' })).code).toBe(0);
  }, 60_000);

  test('properties of the client are those of the file', async () => {
    const client = (protocol: string) => {
      const file = join(cluster?.work ?? '', `${protocol}.properties`);
      writeFileSync(file, `security.protocol=${protocol}\n`);
      return file;
    };
    expect((await gate('before', 1, { timeout: '60', client: client('PLAINTEXT') })).code).toBe(0);
    expect((await gate('before', 1, { timeout: '3', client: client('SSL') })).code).toBe(75);
  }, 60_000);

  test('a broker that hangs holds up the restart of another, and is waited for', async () => {
    // Not the leader: requests that were on their way to it would hold up the others' answers for half a minute.
    const { said: healthy } = await gate('before', 1, { timeout: '60' });
    const hung = healthy.includes('quorum led by 3') ? 2 : 3;
    cluster?.signal(hung, 'SIGSTOP');
    try {
      const { code, said } = await gate('before', 1, { timeout: '20' });
      expect(code).toBe(75);
      expect(said).toMatch(new RegExp(` {2}node ${hung} is behind the quorum: caught up \\d+ s ago\\n`));
      expect(said).toContain(
        'partition orders-0 needs 2 in-sync replicas besides node 1, has 1; not in sync: ',
      );
      expect(said).toContain(`not in sync: ${hung} (down)`);
    } finally {
      cluster?.signal(hung, 'SIGCONT');
    }
    expect((await gate('after', hung, { timeout: '90' })).code).toBe(0);
  }, 180_000);

  test('a broker that is down may be repaired, and is waited for until all it holds is in sync', async () => {
    await cluster?.kill(3);
    const down = await gate('before', 3, { timeout: '60' });
    expect(down.code).toBe(3);
    expect(down.said).toContain('node 3 does not serve: repairing it takes nothing away\n');
    // Long enough for the controllers to notice, even when it was their leader that died.
    const late = await gate('after', 3, { timeout: '20' });
    expect(late.code).toBe(75);
    expect(late.said).toContain('  node 3 is not registered, fenced or unreachable\n');
    expect(late.said).toContain('  partition orders-0 is not in sync on node 3; in sync: 1, 2\n');
    const waiting = gate('after', 3, { timeout: '120' });
    await cluster?.startNode(3);
    const { code, said } = await waiting;
    expect(said).toMatch(/^waiting, \d+ s: .*\n(.*\n)*node 3 serves, 2 replicas in sync/);
    expect(code).toBe(0);
  }, 240_000);

  test('without a leader of the quorum nothing may restart', async () => {
    await Promise.all([cluster?.kill(2), cluster?.kill(3)]);
    const { code, said } = await gate('before', 2, { timeout: '15', bootstrap: internal(1) });
    expect(code).toBe(75);
    expect(said).toMatch(/ {2}no answer about the quorum, as when it has no leader: /);
  }, 120_000);
});
