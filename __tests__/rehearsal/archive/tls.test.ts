import { X509Certificate } from 'node:crypto';
import { contactAll } from '../../../doctor/gather/contacts';
import type { ClusterPlan } from '../../../plan/types';
import { missingPrerequisites, until } from '../../../rehearsal/lab/common';
import { Authority, type Issued } from '../../../rehearsal/scenarios/secrets/authority';
import { Cluster } from './support/cluster';
import { internal } from './support/nodes';
import { place, tlsAt } from './support/encrypted';

const needed = ['ip', 'mvn', 'java', 'jar'].map((command) => ({ command, apt: command, dnf: command }));
const onPossible = missingPrerequisites(needed).length === 0 ? describe : describe.skip;

const SERVER_NAME = 'kafka.example.com';
const plan = {
  brokers: [1, 2, 3].map((nodeId) => ({ nodeId })),
  externalListeners: [{ name: 'TLS', serverName: SERVER_NAME }],
} as unknown as ClusterPlan;

onPossible.each(['3.7.1', '3.9.1'])('TLS of Kafka %s', (version) => {
  let running: Cluster | undefined;
  let authority: Authority;
  let first: Issued;
  let second: Issued;
  const cluster = () => {
    if (!running) throw new Error('no cluster');
    return running;
  };
  const give = (node: number, issued: Issued | string | undefined) => place(cluster().work, node, issued);
  const fingerprint = ({ chain }: Issued) => new X509Certificate(chain).fingerprint256;
  const served = (node: number) => cluster().served(node, SERVER_NAME, authority.root);
  /** What each of the three network threads serves: they take connections in turn. */
  const servedByAll = async (node: number) => {
    const seen = [await served(node), await served(node), await served(node)];
    return [...new Set(seen)];
  };
  const gate = (tls: 'tls' | 'no-certificate', changes: Record<string, string> = {}) =>
    cluster().gate('after', 1, {
      listeners: tlsAt(1),
      advertised: tlsAt(1),
      logins: `TLS:none:${tls}`,
      timeout: '60',
      ...changes,
    });
  /** What the doctor finds at a node. */
  const look = async (node: number) => {
    const [host = '', port] = tlsAt(node).split(':');
    const endpoint = { host, port: Number(port) };
    const wanted = { role: 'external', listener: 'TLS', endpoint, nodeId: node } as const;
    const { signal } = new AbortController();
    return (await contactAll(plan, [wanted], (to) => cluster().dial(to), signal))[0];
  };

  beforeAll(async () => {
    authority = await Authority.create('Public');
    [first, second] = [
      await authority.issue([SERVER_NAME]),
      await authority.issue(['*.example.com', 'b.example']),
    ];
    running = await Cluster.start(version, undefined, true);
  }, 400_000);
  afterAll(() => running?.remove(), 60_000);

  test('the cluster forms without a certificate, and clients do not get in', async () => {
    expect(await served(1)).toMatch(/^ERR_SSL_.*HANDSHAKE_FAILURE$/);
    expect(await look(1)).toMatchObject({
      state: 'closed',
      reason: expect.stringMatching(/^speaks no TLS: .*alert handshake failure$/),
    });
    expect((await gate('no-certificate')).code).toBe(0);
    const demanding = await gate('tls', { timeout: '2' });
    expect(demanding).toMatchObject({
      code: 75,
      stdout: expect.stringContaining(`${tlsAt(1)} does not answer`),
    });
    const elsewhere = await gate('no-certificate', { advertised: 'b1.other:9093', timeout: '2' });
    expect(elsewhere).toMatchObject({ code: 75, stdout: expect.stringContaining('not TLS://b1.other:9093') });
    const closed = await gate('no-certificate', { listeners: '127.0.0.1:39999', timeout: '2' });
    expect(closed).toMatchObject({
      code: 75,
      stdout: expect.stringContaining('127.0.0.1:39999 is not open'),
    });
  }, 180_000);

  test('a certificate counts at once', async () => {
    for (const node of [1, 2, 3]) give(node, first);
    for (const node of [1, 2, 3]) expect(await served(node)).toBe(fingerprint(first));
    expect((await gate('tls')).code).toBe(0);
    const named = await gate('tls', { advertised: 'b1.other:9093', timeout: '2' });
    expect(named).toMatchObject({ code: 75, stdout: expect.stringContaining('instead of b1.other:9093') });
  }, 120_000);

  test('the doctor sees through it who answers, and what a client would say', async () => {
    expect(await look(2)).toMatchObject({
      state: 'answers',
      answeredBy: 2,
      brokers: [1, 2, 3].map((nodeId) => ({ nodeId, host: '127.0.0.1', port: 39290 + nodeId })),
      certificate: { problem: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', daysLeft: 89 },
    });
  }, 60_000);

  test('so does another one, of other names; what cannot be read, or is gone, changes nothing', async () => {
    give(1, second);
    expect(await servedByAll(1)).toEqual([fingerprint(second)]);
    for (const broken of ['', 'no certificate', second.chain, undefined]) {
      give(1, broken);
      expect(await servedByAll(1)).toEqual([fingerprint(second)]);
    }
    expect(await served(2)).toBe(fingerprint(first));
    expect(cluster().log(1)).not.toContain(second.key.split('\n')[1]);
    give(1, first);
    expect(await servedByAll(1)).toEqual([fingerprint(first)]);
  }, 60_000);

  test('and after a restart it is the same', async () => {
    await cluster().kill(3);
    give(3, second);
    await cluster().startNode(3);
    const isBack = async () => (await served(3)) === fingerprint(second);
    await until('node 3 serves again', isBack, { timeoutSec: 60, everySec: 1 });
    const spare = await cluster().gate('before', 1, {
      bootstrap: `${internal(2)},${internal(3)}`,
      timeout: '60',
    });
    expect(spare.code).toBe(0);
  }, 120_000);
});
