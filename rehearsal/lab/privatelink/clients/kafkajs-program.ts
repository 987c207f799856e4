import { parseArgs } from 'node:util';
import type { KafkaConfig } from 'kafkajs';
import { Kafka, logLevel } from 'kafkajs';
import { createTopic, metadata } from './kafkajs-admin';
import { consume } from './kafkajs-consume';
import { produce } from './kafkajs-produce';

/** `kafkajs-program.ts MODE --name value …` does one thing and prints what it saw as one line of JSON. */
async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      bootstrap: text,
      timeout: text,
      topic: text,
      partitions: text,
      'replication-factor': text,
      run: text,
      count: text,
      ledger: text,
    },
  });
  const { bootstrap = '', topic = '', run = '', ledger = '' } = values;
  const timeout = Number(values.timeout ?? 30) * 1000;
  const kafka = new Kafka(settings(bootstrap, timeout));
  const modes: Record<string, () => Promise<object>> = {
    topic: () =>
      createTopic(
        kafka,
        topic,
        Number(values.partitions ?? 1),
        Number(values['replication-factor'] ?? 1),
        timeout,
      ),
    metadata: () => metadata(kafka),
    produce: () => produce(kafka, topic, run, Number(values.count ?? 1000), ledger),
    consume: () => consume(kafka, topic, ledger, timeout),
  };
  const mode = modes[positionals[0] ?? ''];
  if (!mode) throw new Error(`no mode ${positionals[0] ?? '(none)'}`);
  // A producer may go on through an outage as long as Apache's does.
  const patience = positionals[0] === 'produce' ? 120_000 + timeout : timeout;
  process.stdout.write(`${JSON.stringify(await within(patience, mode()))}\n`);
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => {
      reject(new Error(`timeout: not done after ${String(milliseconds / 1000)} s`));
    }, milliseconds);
  });
  return Promise.race([work, late]);
}

function settings(bootstrap: string, timeout: number): KafkaConfig {
  return {
    clientId: 'link-client-js',
    brokers: [bootstrap],
    connectionTimeout: Math.min(timeout, 5000),
    requestTimeout: timeout,
    retry: { initialRetryTime: 200, retries: 8, maxRetryTime: 5000 },
    logLevel: logLevel.ERROR,
    // Standard output is for the report.
    logCreator:
      () =>
      ({ namespace, log }) =>
        process.stderr.write(`${namespace}: ${log.message}\n`),
  };
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
