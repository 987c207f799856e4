import { Writer } from './bytes';
import type { Request } from './connection';
import type { Reader } from './bytes';

/** A broker as the metadata names it on the listener that was asked. */
export interface AdvertisedBroker {
  readonly nodeId: number;
  readonly host: string;
  readonly port: number;
}

export interface Partition {
  readonly topic: string;
  readonly partition: number;
  /** -1 while there is none. */
  readonly leader: number;
  readonly replicas: readonly number[];
  readonly isr: readonly number[];
}

export interface Metadata {
  readonly clusterId: string;
  /** Registered and not fenced. */
  readonly brokers: readonly AdvertisedBroker[];
  readonly partitions: readonly Partition[];
}

/** Version 5 is known to every broker from Kafka 1.0 to 4.x. */
export function metadataRequest({ topics }: { topics: 'all' | 'none' }): Request {
  const body = new Writer().int32(topics === 'all' ? -1 : 0).int8(0); // creates no topic
  return { key: 3, version: 5, body: body.bytes() };
}

export function readMetadata(answer: Reader): Metadata {
  answer.int32(); // throttling
  const brokers = answer.array(() => {
    const broker = { nodeId: answer.int32(), host: answer.string(), port: answer.int32() };
    answer.string(); // rack
    return broker;
  });
  const clusterId = answer.string();
  answer.int32(); // controller, which with KRaft is any broker
  const topics = answer.array(() => {
    answer.int16();
    const topic = answer.string();
    answer.boolean();
    return answer.array((): Partition => {
      answer.int16();
      const [partition, leader] = [answer.int32(), answer.int32()];
      const [replicas, isr] = [answer.array(answer.int32), answer.array(answer.int32)];
      answer.array(answer.int32); // offline
      return { topic, partition, leader, replicas, isr };
    });
  });
  return { clusterId, brokers, partitions: topics.flat() };
}
