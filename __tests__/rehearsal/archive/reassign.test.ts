import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { missingPrerequisites } from '../../../rehearsal/lab/common';
import { reassignScript } from '../../../templates/bastion/bastion-files';
import { Cluster } from './support/cluster';

const needed = ['ip', 'mvn', 'java', 'jar'].map((command) => ({ command, apt: command, dnf: command }));
const onPossible = missingPrerequisites(needed).length === 0 ? describe : describe.skip;

onPossible.each(['3.7.1', '4.0.0'])('reassign.sh moves replicas of Kafka %s', (version) => {
  let cluster: Cluster | undefined;
  const the = () => {
    if (!cluster) throw new Error('no cluster');
    return cluster;
  };
  const reassign = async (...args: string[]) => {
    const { code, stdout, stderr } = await the().script('reassign.sh', args);
    return { code, said: stdout + stderr };
  };
  const holders = async (broker: string) => {
    const all = [...(await the().replicas('orders')), ...(await the().replicas('strict'))];
    return all.filter((replicas) => replicas.split(',').includes(broker)).length;
  };

  beforeAll(async () => {
    cluster = await Cluster.start(version);
    writeFileSync(join(cluster.work, 'reassign.sh'), reassignScript());
    await cluster.createTopic('orders', '1:2,2:1,1:2,2:1,1:2,2:1', 1);
    await cluster.createTopic('strict', '1:2,2:1', 2);
  }, 400_000);
  afterAll(() => cluster?.remove(), 60_000);

  test('onto a broker that holds nothing: its share, one replica of a partition, no throttle left', async () => {
    const before = await the().replicas('orders');
    const { code, said } = await reassign('--to', '3', '--throttle', '5');
    expect(said).toMatch(/GOOD: broker 3 holds its share: 5 replicas/);
    expect(code).toBe(0);
    const after = await the().replicas('orders');
    for (const [index, replicas] of after.entries()) {
      const old = before[index]?.split(',') ?? [];
      expect(replicas.split(',').filter((broker) => !old.includes(broker)).length).toBeLessThanOrEqual(1);
    }
    expect(await the().dynamicSettings()).not.toContain('throttled');
  }, 300_000);

  test('a second run has nothing to do', async () => {
    const before = await the().replicas('orders');
    expect((await reassign('--to', '3')).said).not.toContain('moving');
    expect(await the().replicas('orders')).toEqual(before);
  }, 200_000);

  test('off a broker: it holds nothing, also when that is asked for', async () => {
    expect((await reassign('--check', '3')).code).toBe(3);
    const { code, said } = await reassign('--drain', '3');
    expect(said).toContain('GOOD: broker 3 holds no replica');
    expect(code).toBe(0);
    expect(await holders('3')).toBe(0);
    expect((await reassign('--check', '3')).code).toBe(0);
    expect(await the().dynamicSettings()).not.toContain('throttled');
  }, 300_000);

  test('off a broker that every other one has already is refused, and nothing moves', async () => {
    await the().createTopic('everywhere', '1:2:3', 1);
    const { code, said } = await reassign('--drain', '3');
    expect(said).toContain('BAD: no other broker can take what broker 3 holds');
    expect(code).toBe(1);
    expect(await the().replicas('everywhere')).toEqual(['1,2,3']);
    await the().deleteTopic('everywhere');
  }, 200_000);

  test('off a broker that is down', async () => {
    await the().createTopic('moved', '2:3,3:2', 1);
    await the().kill(3);
    const { code, said } = await reassign('--drain', '3');
    expect(said).toContain('GOOD: broker 3 holds no replica');
    expect(code).toBe(0);
    expect((await the().replicas('moved')).every((replicas) => !replicas.includes('3'))).toBe(true);
  }, 300_000);

  test('more replicas for internal topics: planned first, then made, then there is nothing to do', async () => {
    await the().createTopic('__consumer_offsets', '1,2,1', 1);
    const others = await the().replicas('orders');
    const raise = (...args: string[]) => reassign('--raise', 'internal', '--replicas', '2', ...args);
    const planned = await raise();
    expect(planned.said).toContain(
      '__consumer_offsets: 3 partitions get 2 replicas\nGOOD: nothing was changed',
    );
    expect(await the().replicas('__consumer_offsets')).toEqual(['1', '2', '1']);
    const { code, said } = await raise('--throttle', '5', '--execute');
    expect(said).toContain('GOOD: no partition of internal topics has fewer than 2 replicas');
    expect(code).toBe(0);
    const raised = (await the().replicas('__consumer_offsets')).map((list) => list.split(',').sort().join());
    expect(raised).toEqual(['1,2', '1,2', '1,2']);
    expect(await the().replicas('orders')).toEqual(others);
    expect(await the().dynamicSettings()).not.toContain('throttled');
    expect((await raise('--execute')).said).not.toContain('moving');
  }, 300_000);

  test('more replicas than brokers serve are refused', async () => {
    const { code, said } = await reassign('--raise', 'all', '--execute');
    expect(said).toContain('BAD: 3 replicas need as many brokers, and these serve: ');
    expect(code).toBe(1);
  }, 60_000);
});
