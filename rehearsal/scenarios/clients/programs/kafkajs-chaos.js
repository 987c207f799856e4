'use strict';
// node kafkajs-chaos.js SERVER TOPIC LOG KEYS STOP_FILE: writes numbered messages of every key with acks=all and without
// idempotence, until the stop file is there. A key's next message comes only after the acknowledgement of the one before,
// which is sent again until then. The log has a line for each event, as ChaosClient.java writes them.

const { appendFileSync, existsSync } = require('node:fs');
const { Kafka, logLevel, Partitioners } = require('kafkajs');
const { login, tls } = require('./kafkajs-settings');

const [server, topic, log, keys, stop] = process.argv.slice(2);
const EVERY = 400;

const event = (kind, key, seq, rest) => appendFileSync(log, `${kind} ${Date.now()} ${key} ${seq} ${rest}\n`);
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function main() {
  const kafka = new Kafka({
    clientId: 'chaos-kafkajs',
    brokers: [server],
    sasl: login(),
    ssl: tls(),
    logLevel: logLevel.NOTHING,
    connectionTimeout: 5000,
    requestTimeout: 10000,
    retry: { retries: 2, initialRetryTime: 300, maxRetryTime: 2000 },
  });
  const producer = kafka.producer({
    createPartitioner: Partitioners.DefaultPartitioner,
    metadataMaxAge: 10000,
  });
  await producer.connect();
  await Promise.all(Array.from({ length: Number(keys) }, (_, index) => write(producer, `kafkajs-${index}`)));
  await producer.disconnect().catch(() => undefined);
}

async function write(producer, key) {
  for (let seq = 0; !existsSync(stop); seq += 1) {
    const place = await acknowledged(producer, { key, value: String(seq) });
    if (place === undefined) return;
    event('w', key, seq, `${place.partition} ${place.baseOffset}`);
    await pause(EVERY);
  }
}

/** Sends until it is acknowledged; undefined when it is time to stop before that. */
async function acknowledged(producer, message) {
  while (!existsSync(stop)) {
    try {
      const [place] = await producer.send({ topic, acks: -1, messages: [message] });
      return place;
    } catch (error) {
      process.stderr.write(`${message.key} ${message.value}: ${error.message}\n`);
      await pause(500);
    }
  }
  return undefined;
}

main().then(
  () => process.exit(0),
  (error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
