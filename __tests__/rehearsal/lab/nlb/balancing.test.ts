import type { Background } from '../../../../rehearsal/lab/common';
import { until } from '../../../../rehearsal/lab/common';
import type { Bench } from './support/bench';
import { host, makeBench, removeBench } from './support/bench';
import { greetings, serve, talk } from './support/tcp';

jest.setTimeout(60_000);

const BROKERS = ['broker1', 'broker2', 'broker3'];
let bench: Bench;
const servers: Record<string, Background> = {};

beforeAll(async () => {
  bench = await makeBench();
  for (const name of BROKERS) servers[name] = await serve(host(bench, name), name);
  await bench.nlb.update();
});

afterAll(() => removeBench());

const ask = async (port: number, address = bench.addresses[0] ?? ''): Promise<string> =>
  (await greetings(host(bench, 'bastion'), address, port))[0] ?? '';
const serversUp = async (port: number): Promise<string[]> =>
  (await bench.nlb.servers())
    .filter((server) => server.port === port && server.up)
    .map(({ target }) => target);

test('each listener leads to its server, at each address, and servers see the address in their own zone', async () => {
  expect(bench.addresses).toHaveLength(3);
  for (const address of bench.addresses) {
    for (const [index, name] of BROKERS.entries()) {
      expect(await ask(9093 + index, address)).toBe(`${name} ${bench.addresses[index] ?? ''}`);
    }
  }
});

test('a server reaches the load balancer that forwards to itself', async () => {
  const [answer] = await greetings(host(bench, 'broker2'), bench.addresses[0] ?? '', 9094);
  expect(answer).toMatch(/^broker2 /);
});

test('a port without a listener refuses', async () => {
  expect(await ask(9099)).toBe('ECONNREFUSED');
});

test('the name of the load balancer has every address', () => {
  const name = `${String(bench.deployment.balancer.id)}.ap-southeast-1.nlb.aliyuncs.com`;
  expect(bench.nlb.nlbHosts()).toEqual(bench.addresses.map((address) => ({ name, address })));
});

test('a dead server is taken out, a reload remembers that and keeps connections, and the server comes back', async () => {
  const address = bench.addresses[0] ?? '';
  const spread = async (): Promise<string[]> => {
    const answers = await greetings(host(bench, 'bastion'), address, 9092, 6);
    return [...new Set(answers.map((answer) => answer.split(' ')[0] ?? ''))].sort();
  };
  expect(await spread()).toEqual(BROKERS);

  const connection = await talk(host(bench, 'bastion'), address, 9093);
  await servers.broker2?.stop();
  // Checked every 5 seconds; two in a row must fail.
  await until('broker 2 is out', async () => (await serversUp(9092)).length === 2, { timeoutSec: 15 });
  expect(await serversUp(9092)).toEqual(['10.0.1.11:39092', '10.0.3.11:39092']);
  expect(await spread()).toEqual(['broker1', 'broker3']);

  await bench.deployment.listen(9096, bench.deployment.instances.slice(2, 3));
  await bench.nlb.update();
  expect(await serversUp(9092)).toEqual(['10.0.1.11:39092', '10.0.3.11:39092']);
  expect(await spread()).toEqual(['broker1', 'broker3']);
  expect(await ask(9096)).toMatch(/^broker3 /);
  expect(await connection.say('still there')).toBe('still there');
  connection.end();

  servers.broker2 = await serve(host(bench, 'broker2'), 'broker2');
  await until('broker 2 is back', async () => (await serversUp(9092)).length === 3, { timeoutSec: 15 });
  expect(await spread()).toEqual(BROKERS);
});

test('what the cloud deletes is gone', async () => {
  const { listener, servers: attached } = await bench.deployment.listen(
    9097,
    bench.deployment.instances.slice(0, 2),
  );
  await bench.nlb.update();
  expect(await serversUp(9097)).toHaveLength(2);
  await bench.cloud.delete('alicloud_nlb_server_group_server_attachment', attached[0] ?? {});
  await bench.nlb.update();
  expect(await serversUp(9097)).toEqual(['10.0.2.11:39092']);
  await bench.cloud.delete('alicloud_nlb_listener', listener);
  await bench.nlb.update();
  expect(await ask(9097)).toBe('ECONNREFUSED');
});
