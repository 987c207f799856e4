import { askCluster } from '../../../doctor/gather/cluster';
import { contactAll, type Wanted } from '../../../doctor/gather/contacts';
import type { Endpoint } from '../../../plan/types';
import { missingPrerequisites, until } from '../../../rehearsal/lab/common';
import { seedPlan } from '../../templates/support/plan';
import { Cluster } from './support/cluster';
import { external, internal } from './support/nodes';

const needed = ['ip', 'mvn', 'java', 'jar'].map((command) => ({ command, apt: command, dnf: command }));
const onPossible = missingPrerequisites(needed).length === 0 ? describe : describe.skip;

const endpoint = (text: string): Endpoint => {
  const [host = '', port] = text.split(':');
  return { host, port: Number(port) };
};

onPossible.each(['3.7.1', '4.0.0'])('the doctor asks Kafka %s', (version) => {
  let cluster: Cluster;
  const signal = new AbortController().signal;
  const dial = (to: Endpoint) => cluster.dial(to);
  const ask = () => askCluster([endpoint(internal(1))], dial, signal);

  beforeAll(async () => {
    cluster = await Cluster.start(version);
    await cluster.createTopic('orders', '1:2:3,2:3:1', 2);
  }, 400_000);
  afterAll(() => cluster.remove(), 60_000);

  test('about its brokers, partitions and quorum', async () => {
    const facts = await ask();
    expect(facts).toMatchObject({ clusterId: expect.stringMatching(/^[\w-]{22}$/), alive: [1, 2, 3] });
    expect(facts?.partitions).toHaveLength(2);
    expect(facts?.partitions).toContainEqual({
      topic: 'orders',
      partition: 1,
      leader: 2,
      replicas: [2, 3, 1],
      isr: expect.arrayContaining([1, 2, 3]),
      minIsr: 2,
    });
    expect(facts?.quorum?.leader).toBeGreaterThan(0);
    expect(facts?.quorum?.voters.map(({ nodeId }) => nodeId).sort()).toEqual([1, 2, 3]);
    for (const { behindMs } of facts?.quorum?.voters ?? []) expect(behindMs).toBeLessThan(5000);
  }, 60_000);

  test('who answers, and what it advertises', async () => {
    const wanted: Wanted[] = [
      { role: 'external', listener: 'EXTERNAL', endpoint: endpoint(external(2)), nodeId: 2 },
      { role: 'balancer', listener: 'EXTERNAL', endpoint: endpoint(external(3)), nodeId: 2 }, // leads to another broker
      { role: 'internal', listener: 'INTERNAL', endpoint: { host: '127.0.0.1', port: 1 }, nodeId: 1 },
    ];
    const [own, swapped, closed] = await contactAll(seedPlan(), wanted, dial, signal);
    expect(own).toMatchObject({ state: 'answers', answeredBy: 2 });
    expect(own?.brokers).toContainEqual({ nodeId: 3, host: 'b3.name.example', port: 9093 });
    expect(swapped).toMatchObject({ state: 'answers', answeredBy: 3 });
    expect(closed).toMatchObject({ state: 'closed', reason: 'refused' });
  }, 60_000);

  test('a broker that is gone: its partitions, and its part in the quorum', async () => {
    await cluster.kill(3);
    const seen = async () => {
      const facts = await ask();
      const late = facts?.quorum?.voters.find(({ nodeId }) => nodeId === 3)?.behindMs ?? Infinity;
      return (
        late > 5000 && facts?.alive.length === 2 && facts.partitions.every(({ isr }) => !isr.includes(3))
      );
    };
    await until('the others notice', seen, { timeoutSec: 60, everySec: 1 });
    const [contact] = await contactAll(
      seedPlan(),
      [{ role: 'internal', listener: 'INTERNAL', endpoint: endpoint(internal(3)), nodeId: 3 }],
      dial,
      signal,
    );
    expect(contact).toMatchObject({ state: 'closed', brokers: [] });
  }, 120_000);
});
