import { createHash, randomUUID, type Hash } from 'node:crypto';
import type { Kafka, KafkaMessage } from 'kafkajs';
import type { ConsumeReport } from './kafka-client';
import { withAdmin } from './kafkajs-admin';
import { Ledger } from './ledger';

/** Reads a topic from its beginning to what is now its end, and compares it with a ledger. */
export async function consume(
  kafka: Kafka,
  topic: string,
  ledgerFile: string,
  timeout: number,
): Promise<ConsumeReport> {
  const begin = Date.now();
  const expected = Ledger.read(ledgerFile);
  const reading = new Reading(expected.run);
  const ends = await withAdmin(kafka, async (admin) => {
    const offsets = await admin.fetchTopicOffsets(topic);
    return new Map(offsets.map(({ partition, high }) => [partition, Number(high)]));
  });
  const open = new Set([...ends].filter(([, end]) => end > 0).map(([partition]) => partition));
  const groupId = `link-client-${randomUUID()}`;
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 200 });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => {
      reject(new Error(`the end is not reached in time: ${String(open.size)} partitions remain`));
    }, timeout);
    const settle = (): void => {
      if (open.size > 0) return;
      clearTimeout(late);
      resolve();
    };
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      if (!payload.restart) reject(payload.error);
    });
    settle();
    consumer
      .run({
        autoCommit: false,
        eachBatch: ({ batch: { partition, messages } }) => {
          const end = ends.get(partition) ?? 0;
          // What comes in meanwhile is not compared.
          for (const message of messages) if (Number(message.offset) < end) reading.take(partition, message);
          if (Number(messages.at(-1)?.offset ?? -1) >= end - 1) open.delete(partition);
          settle();
          return Promise.resolve();
        },
      })
      .catch(reject);
  });
  await consumer.disconnect();
  await withAdmin(kafka, (admin) => admin.deleteGroups([groupId]));
  const { found, duplicated, foreign, total } = reading;
  const lost = expected.missingFrom(found);
  return {
    topic,
    partitions: ends.size,
    consumed: found.size,
    lost,
    duplicated,
    unacknowledged: found.size - (expected.size - lost),
    foreign,
    total,
    checksum: reading.checksum(),
    seconds: (Date.now() - begin) / 1000,
  };
}

/** What has been read so far. */
class Reading {
  readonly found: Ledger;
  duplicated = 0;
  foreign = 0;
  total = 0;
  private readonly digests = new Map<number, Hash>();

  constructor(private readonly run: string) {
    this.found = new Ledger(run);
  }

  take(partition: number, { value }: KafkaMessage): void {
    const bytes = value ?? Buffer.alloc(0);
    this.total += 1;
    const digest = this.digests.get(partition) ?? createHash('sha256');
    this.digests.set(partition, digest.update(bytes).update('\n'));
    const [run, where, sequence, ...rest] = bytes.toString().split(' ');
    if (run !== this.run || where !== String(partition) || sequence === undefined || rest.length > 0) {
      this.foreign += 1;
    } else if (!this.found.add(partition, Number(sequence))) {
      this.duplicated += 1;
    }
  }

  /** Of all messages, those of each partition in their order; the Java client computes the same. */
  checksum(): string {
    const all = createHash('sha256');
    for (const [partition, digest] of [...this.digests].sort(([a], [b]) => a - b)) {
      all.update(`${String(partition)}\n`).update(digest.digest());
    }
    return all.digest('hex');
  }
}
