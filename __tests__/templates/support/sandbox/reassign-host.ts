import { FAKE_CLUSTER } from '../fake-cluster';
import { seedPlan } from '../plan';
import { BastionHost } from './bastion-host';
import type { Run } from './sandbox';

/** A bastion whose Kafka tools ask a fake cluster of four brokers; brokers 1 and 4 share a zone. */
export class ReassignHost extends BastionHost {
  constructor() {
    super(seedPlan({ brokers: [1, 2, 3, 4] }));
    for (const [name, body] of Object.entries(FAKE_CLUSTER)) this.kafkaTool(name, body);
    this.brokers('1 a', '2 b', '3 c', '4 a');
  }

  /** Brokers that serve. @param lines of an ID and a zone */
  brokers(...lines: string[]): void {
    this.write('/fake/brokers', `${lines.join('\n')}\n`);
  }

  reassign(...args: string[]): Promise<Run> {
    return this.script('reassign.sh', args, { WHOLE_TRIES: '2' });
  }

  /** Reassignments that were begun. */
  executed(): string[] {
    return this.calls('kafka-reassign-partitions.sh').filter((call) => call.includes('--execute'));
  }

  /** Replicas of each partition; in sync unless told otherwise. */
  topic(name: string, replicas: readonly string[], isr: readonly string[] = replicas): void {
    const lines = replicas.map((list, partition) => `${name} ${partition} ${list} ${isr[partition]}\n`);
    this.write('/fake/topics', this.read('/fake/topics') + lines.join(''));
  }

  replicasOf(name: string): string[] {
    return this.read('/fake/topics')
      .split('\n')
      .filter((line) => line.startsWith(`${name} `))
      .map((line) => line.split(' ')[2] ?? '');
  }
}
