import type { Background, BackgroundOptions, Result, RunOptions } from '../../common';

/** Where a client runs: TiDB Cloud's host, or any namespace of a lab. */
export interface Place {
  exec(command: readonly string[], options?: RunOptions): Promise<Result>;
  spawn(command: readonly string[], options?: BackgroundOptions): Promise<Background>;
}

/** Where a client finds the cluster. */
export interface Target {
  place: Place;
  /** `host:port` */
  bootstrap: string;
  /** How long it waits for answers. @default 30 */
  timeoutSec?: number;
}

/** A topic to create. */
export interface TopicRequest {
  topic: string;
  partitions: number;
  replicationFactor: number;
}

/** Messages to write: their run's name is in each, and a ledger keeps which of them were acknowledged. */
export interface ProduceRequest {
  topic: string;
  /** A word that no earlier run had. */
  run: string;
  /** How many messages, spread over all partitions. */
  count: number;
  /** A file to write the ledger to. */
  ledger: string;
}

/** A topic to read from its beginning to its present end. */
export interface ConsumeRequest {
  topic: string;
  /** The ledger of the run to compare it with. */
  ledger: string;
}

/** How a topic is after its creation. */
export interface TopicReport {
  topic: string;
  /** Whether it was not there before. */
  created: boolean;
  partitions: number;
  replicationFactor: number;
}

/** What a producer saw. */
export interface ProduceReport {
  topic: string;
  run: string;
  partitions: number;
  /** Those with at least one acknowledged message. */
  partitionsWritten: number;
  sent: number;
  acknowledged: number;
  /** How often each kind of error occurred, by name. */
  errors: Record<string, number>;
  /** The longest time between two acknowledgements. */
  longestGapMs: number;
  /** When that began; null where there was none. */
  longestGapAt: string | null;
  seconds: number;
}

/** What a consumer found. */
export interface ConsumeReport {
  topic: string;
  partitions: number;
  /** Different messages of the run. */
  consumed: number;
  /** Acknowledged messages that are not there. */
  lost: number;
  /** Messages of the run that came again. */
  duplicated: number;
  /** Messages of the run that are there though nobody acknowledged them. */
  unacknowledged: number;
  /** Messages of other runs. */
  foreign: number;
  /** All messages. */
  total: number;
  /** Of all messages, those of each partition in their order. */
  checksum: string;
  seconds: number;
}

/** What the cluster says about its brokers, by node id. */
export interface MetadataReport {
  clusterId: string;
  brokers: { nodeId: number; host: string; port: number; rack: string | null }[];
}

/** A client of Kafka that runs as its own program. */
export interface KafkaClient {
  createTopic(target: Target, request: TopicRequest): Promise<TopicReport>;
  /** Writes to every partition with `acks=all`, each message once. */
  produce(target: Target, request: ProduceRequest): Promise<ProduceReport>;
  consume(target: Target, request: ConsumeRequest): Promise<ConsumeReport>;
  metadata(target: Target): Promise<MetadataReport>;
}
