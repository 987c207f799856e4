import type { Kafka, Message } from 'kafkajs';
import { Partitioners } from 'kafkajs';
import type { ProduceReport } from './kafka-client';
import { withAdmin } from './kafkajs-admin';
import { Ledger } from './ledger';

const BATCH = 500;

/** Sends numbered messages to every partition, in batches that are acknowledged as a whole. */
export async function produce(
  kafka: Kafka,
  topic: string,
  run: string,
  count: number,
  ledgerFile: string,
): Promise<ProduceReport> {
  const begin = Date.now();
  const partitions = await withAdmin(kafka, async (admin) => {
    const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
    return topics[0]?.partitions.length ?? 0;
  });
  const ledger = new Ledger(run);
  const errors: Record<string, number> = {};
  const gap = { ms: 0, at: null as string | null, since: undefined as number | undefined };
  const producer = kafka.producer({
    idempotent: true,
    maxInFlightRequests: 1,
    createPartitioner: Partitioners.DefaultPartitioner,
  });
  await producer.connect();
  for (let first = 0; first < count; first += BATCH) {
    const numbers = Array.from({ length: Math.min(BATCH, count - first) }, (_, index) => first + index);
    const places = numbers.map((n) => [n % partitions, Math.floor(n / partitions)] as const);
    const messages = places.map(([partition, sequence]): Message => ({
      partition,
      value: [run, partition, sequence].join(' '),
    }));
    try {
      await producer.send({ topic, acks: -1, messages });
      for (const [partition, sequence] of places) ledger.add(partition, sequence);
      const now = Date.now();
      if (gap.since !== undefined && now - gap.since > gap.ms) {
        gap.ms = now - gap.since;
        gap.at = new Date(gap.since).toISOString();
      }
      gap.since = now;
    } catch (error) {
      const { name } = error as Error;
      errors[name] = (errors[name] ?? 0) + places.length;
    }
  }
  await producer.disconnect();
  ledger.write(ledgerFile);
  return {
    topic,
    run,
    partitions,
    partitionsWritten: ledger.partitions.length,
    sent: count,
    acknowledged: ledger.size,
    errors,
    longestGapMs: gap.ms,
    longestGapAt: gap.at,
    seconds: (Date.now() - begin) / 1000,
  };
}
