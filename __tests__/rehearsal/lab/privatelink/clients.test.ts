import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { acceptEndpoint, disconnectEndpoint } from '../../../../rehearsal/cloud/model';
import { kafkaArchive } from '../../../../rehearsal/lab/archive';
import { delay, requirePrerequisites, until } from '../../../../rehearsal/lab/common';
import type { KafkaClient, Target } from '../../../../rehearsal/lab/privatelink';
import {
  brokerName,
  JAVA_CLIENT_PREREQUISITES,
  JavaClient,
  KafkajsClient,
  PRIVATE_LINK_PREREQUISITES,
  PrivateLink,
  TidbCloudAccount,
} from '../../../../rehearsal/lab/privatelink';
import type { Bench } from '../nlb/support/bench';
import { host, makeBench, removeBench } from '../nlb/support/bench';
import { publish } from '../nlb/support/deployment';
import { startBroker } from './support/broker';

jest.setTimeout(120_000);

let bench: Bench;
let link: PrivateLink;
let target: Target;
let advertisedHost: string;
let endpointId: string;
let java: JavaClient;
const kafkajs = new KafkajsClient();

beforeAll(async () => {
  requirePrerequisites([...PRIVATE_LINK_PREREQUISITES, ...JAVA_CLIENT_PREREQUISITES]);
  const cache = resolve(__dirname, '../../../../.rehearsal/cache');
  const kafka = await kafkaArchive('3.7.1', cache);
  java = await JavaClient.prepare(cache, kafka);
  bench = await makeBench();
  const { id, dir, cloud, deployment, nlb } = bench;
  const account = new TidbCloudAccount(cloud);
  const serviceName = await publish(cloud, deployment, account.accountId);
  ({ endpointId } = await account.createConnection(serviceName));
  await acceptEndpoint(cloud, endpointId);
  advertisedHost = brokerName(1, account.attachDomain(endpointId).uniqueName);
  link = await PrivateLink.create({ id, dir, account, balancers: nlb.netns });
  bench.undo(() => link.stop());
  await startBroker(host(bench, 'broker1'), dir, kafka, `${advertisedHost}:9093`);
  await follow();
  target = { place: link, bootstrap: `${advertisedHost}:9093` };
});

afterAll(() => removeBench());

const follow = async (): Promise<void> => {
  await bench.nlb.update();
  await link.update();
};
const ledgerOf = (run: string): string => join(bench.dir, `${run}.ledger`);
const clients: [string, () => KafkaClient][] = [
  ['Java', () => java],
  ['KafkaJS', () => kafkajs],
];

test.each(clients)(
  '%s sees the broker under its name, writes to every partition and reads all',
  async (name, make) => {
    const client = make();
    expect(await client.metadata(target)).toMatchObject({
      clusterId: 'BRl69zcmTFmiPaoaANybiw',
      brokers: [{ nodeId: 1, host: advertisedHost, port: 9093 }],
    });
    const topic = `by-${name}`;
    const request = { topic, partitions: 3, replicationFactor: 1 };
    expect(await client.createTopic(target, request)).toEqual({ ...request, created: true });
    expect(await client.createTopic(target, request)).toEqual({ ...request, created: false });

    const ledger = ledgerOf(name);
    const produced = await client.produce(target, { topic, run: name, count: 10_000, ledger });
    expect(produced).toMatchObject({
      sent: 10_000,
      acknowledged: 10_000,
      partitions: 3,
      partitionsWritten: 3,
      errors: {},
    });
    expect(readFileSync(ledger, 'utf8')).toBe(`${name}\n0 0 3333\n1 0 3332\n2 0 3332\n`);

    const reports = await Promise.all(clients.map(([, other]) => other().consume(target, { topic, ledger })));
    const all = { consumed: 10_000, lost: 0, duplicated: 0, unacknowledged: 0, foreign: 0, total: 10_000 };
    expect(reports).toEqual([expect.objectContaining(all), expect.objectContaining(all)]);
    expect(reports[0]?.checksum).toBe(reports[1]?.checksum);
  },
);

test.each(clients)('%s finds what is lost, unacknowledged and foreign', async (name, make) => {
  const client = make();
  const topic = `gaps-${name}`;
  await client.createTopic(target, { topic, partitions: 2, replicationFactor: 1 });
  for (const run of [`first-${name}`, `second-${name}`]) {
    await client.produce(target, { topic, run, count: 20, ledger: ledgerOf(run) });
  }
  const ledger = ledgerOf(`false-${name}`);
  writeFileSync(ledger, `second-${name}\n0 0 11\n1 0 7\n`);
  expect(await client.consume(target, { topic, ledger })).toMatchObject({
    consumed: 20,
    lost: 2,
    unacknowledged: 2,
    duplicated: 0,
    foreign: 20,
    total: 40,
  });
});

test('a load survives that the link is cut off for two seconds, and tells of it', async () => {
  const topic = 'load';
  await java.createTopic(target, { topic, partitions: 3, replicationFactor: 1 });
  const [ledger, log] = [ledgerOf('load'), join(bench.dir, 'load.log')];
  const load = await java.load(target, { topic, run: 'load', rate: 500, ledger, log });
  await delay(1);
  await disconnectEndpoint(bench.cloud, endpointId);
  await follow();
  await delay(2);
  await acceptEndpoint(bench.cloud, endpointId);
  await follow();
  const before = load.progress().acknowledged;
  await until('messages pass again', () => load.progress().acknowledged > before + 500, { timeoutSec: 40 });
  const report = await load.stop();
  expect(report.errors).toEqual({});
  expect(report.acknowledged).toBe(report.sent);
  expect(report.longestGapMs).toBeGreaterThan(1500);
  expect(Date.parse(report.longestGapAt ?? '')).toBeGreaterThan(0);
  expect(await kafkajs.consume(target, { topic, ledger })).toMatchObject({
    consumed: report.acknowledged,
    lost: 0,
    duplicated: 0,
  });
});

test.each(clients)('%s gives up where nobody answers', async (_, make) => {
  const nowhere = { ...target, bootstrap: '172.31.255.200:9092', timeoutSec: 3 };
  await expect(make().metadata(nowhere)).rejects.toThrow(/imeout|Connection|not done/);
});
