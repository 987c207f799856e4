'use strict';
// node kafkajs-client.js SERVER TOPIC PARTITIONS MESSAGES BROKERS: if the metadata shows exactly these brokers
// (ID@HOST:PORT,…), creates the topic, writes every partition explicitly with acks=all and reads everything back.
// Prints what it has seen as one line of JSON.

const { Kafka, logLevel } = require('kafkajs');
const { login, tls } = require('./kafkajs-settings');

const [server, topic, partitions, messages, expected] = process.argv.slice(2);
const count = Number(messages);
const numPartitions = Number(partitions);
const BATCH = 250;

async function main() {
  const kafka = new Kafka({
    clientId: 'rehearsal',
    brokers: [server],
    sasl: login(),
    ssl: tls(),
    logLevel: logLevel.ERROR,
  });
  const admin = kafka.admin();
  await admin.connect();
  const { brokers } = await admin.describeCluster();
  const shown = brokers.map(({ nodeId, host, port }) => `${nodeId}@${host}:${port}`);
  if (shown.sort().join() !== expected.split(',').sort().join()) return print({ brokers });
  await admin.createTopics({ topics: [{ topic, numPartitions }], waitForLeaders: false });
  await leaders(admin);
  const written = await produce(kafka);
  const seen = await consume(kafka, written.acknowledged);
  const offsets = await admin.fetchTopicOffsets(topic);
  await admin.disconnect();
  const partitionsWritten = offsets.filter(({ offset }) => Number(offset) > 0).length;
  return print({ brokers, ...written, ...seen, partitionsWritten });
}

const print = (seen) => process.stdout.write(`${JSON.stringify(seen)}\n`);

/** Brokers learn of a new topic one after another, and say until then that they do not know it. */
async function leaders(admin) {
  for (let left = 100; left > 0; left -= 1) {
    const topics = await admin.fetchTopicMetadata({ topics: [topic] }).then(
      (metadata) => metadata.topics,
      () => [],
    );
    const led = topics.flatMap((found) => found.partitions).filter(({ leader }) => leader >= 0);
    if (led.length === numPartitions) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`topic ${topic} has no leaders`);
}

async function produce(kafka) {
  // A batch that is sent again after a lost answer is written once.
  const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1 });
  await producer.connect();
  const result = { sent: 0, acknowledged: 0, longestGapMs: 0 };
  let last = Date.now();
  while (result.sent < count) {
    const values = Array.from({ length: Math.min(BATCH, count - result.sent) }, (_, i) => result.sent + i);
    result.sent += values.length;
    const batch = values.map((value) => ({ value: String(value), partition: value % numPartitions }));
    await producer.send({ topic, acks: -1, messages: batch });
    result.acknowledged += values.length;
    result.longestGapMs = Math.max(result.longestGapMs, Date.now() - last);
    last = Date.now();
  }
  await producer.disconnect();
  return result;
}

/** Reads until everything is there, or nothing has come for a while; then looks a moment longer for duplicates. */
async function consume(kafka, expected) {
  const consumer = kafka.consumer({ groupId: `${topic}-readers`, maxWaitTimeInMs: 500 });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  const times = new Map();
  let consumed = 0;
  let latest = Date.now();
  await consumer.run({
    eachMessage: async ({ message }) => {
      const value = String(message.value);
      times.set(value, (times.get(value) ?? 0) + 1);
      consumed += 1;
      latest = Date.now();
    },
  });
  const quiet = () => Date.now() - latest;
  while (!(times.size >= expected && quiet() > 500) && quiet() < 30_000) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await consumer.disconnect();
  return { consumed, lost: expected - times.size, duplicated: consumed - times.size };
}

main().then(
  () => process.exit(0),
  (error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
