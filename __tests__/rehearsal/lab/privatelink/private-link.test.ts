import { acceptEndpoint, disconnectEndpoint } from '../../../../rehearsal/cloud/model';
import { requirePrerequisites } from '../../../../rehearsal/lab/common';
import {
  brokerName,
  PRIVATE_LINK_PREREQUISITES,
  PrivateLink,
  TidbCloudAccount,
} from '../../../../rehearsal/lab/privatelink';
import type { Bench } from '../nlb/support/bench';
import { host, makeBench, removeBench } from '../nlb/support/bench';
import { publish } from '../nlb/support/deployment';
import { greetings, serve } from '../nlb/support/tcp';

jest.setTimeout(60_000);

let bench: Bench;
let account: TidbCloudAccount;
let link: PrivateLink;
let serviceName: string;

beforeAll(async () => {
  requirePrerequisites(PRIVATE_LINK_PREREQUISITES);
  bench = await makeBench();
  const { id, dir, cloud, deployment, nlb } = bench;
  account = new TidbCloudAccount(cloud);
  serviceName = await publish(cloud, deployment, account.accountId);
  for (const name of ['broker1', 'broker2', 'broker3']) await serve(host(bench, name), name);
  await nlb.update();
  link = await PrivateLink.create({ id, dir, account, balancers: nlb.netns });
  bench.undo(() => link.stop());
  await link.update();
});

afterAll(() => removeBench());

const follow = async (): Promise<void> => {
  await bench.nlb.update();
  await link.update();
};
const ask = async (name: string, port = 9093): Promise<string> =>
  (await greetings(link.netns, name, port))[0] ?? '';
const addressesOf = async (name: string): Promise<string[]> => {
  const { stdout } = await link.exec(['getent', 'ahostsv4', name], { check: false });
  return [...new Set(stdout.split('\n').map((line) => line.split(' ')[0] ?? ''))].filter(Boolean).sort();
};

test('an account that the service does not know gets no connection', async () => {
  const stranger = new TidbCloudAccount(bench.cloud, '9999888877776666');
  await expect(stranger.createConnection(serviceName)).rejects.toMatchObject({
    code: 'EndpointServiceNotAuthorized',
  });
  await expect(account.createConnection('com.aliyuncs.privatelink.nowhere')).rejects.toMatchObject({
    code: 'EndpointServiceNotFound',
  });
  expect(account.connections()).toEqual([]);
});

test('nothing passes until the connection is accepted, nor after it is cut off', async () => {
  const { endpointId, state, addresses } = await account.createConnection(serviceName);
  const [address = ''] = addresses;
  expect(state).toBe('PENDING_ACCEPTANCE');
  expect(addresses).toEqual(['172.31.255.10', '172.31.255.11', '172.31.255.12']);
  await follow();
  expect(await ask(address)).toMatch(/timeout|EHOSTUNREACH|ENETUNREACH/);
  expect(() => account.attachDomain(endpointId)).toThrow('PENDING_ACCEPTANCE');

  await acceptEndpoint(bench.cloud, endpointId);
  await follow();
  expect(account.connection(endpointId).state).toBe('ACTIVE');
  for (const each of addresses) expect(await ask(each)).toBe(`broker1 ${bench.addresses[0] ?? ''}`);

  await disconnectEndpoint(bench.cloud, endpointId);
  await follow();
  expect(account.connection(endpointId).state).toBe('FAILED');
  expect(await ask(address)).toMatch(/timeout|EHOSTUNREACH|ENETUNREACH/);

  await acceptEndpoint(bench.cloud, endpointId);
  await follow();
  expect(await ask(address)).toMatch(/^broker1 /);
});

test('the hosts of the attached domain are found, and no others', async () => {
  const [{ endpointId = '', addresses = [] } = {}] = account.connections();
  expect(await addressesOf('b1.unique_name.alicloud.plc.tidbcloud.com')).toEqual([]);
  const { uniqueName, domain } = account.attachDomain(endpointId);
  expect(account.attachDomain(endpointId).uniqueName).toBe(uniqueName);
  expect(domain).toBe(`*.${uniqueName}.alicloud.plc.tidbcloud.com`);
  expect(await addressesOf(brokerName(1, uniqueName))).toEqual([]);
  await follow();

  expect(await addressesOf(brokerName(1, uniqueName))).toEqual(addresses);
  expect(await addressesOf(brokerName(49, uniqueName))).toEqual(addresses);
  expect(await ask(brokerName(2, uniqueName), 9094)).toMatch(/^broker2 /);
  for (const other of ['b1.unique_name', `b1.x${uniqueName}`, uniqueName, 'b1'].map(
    (name) => `${name}.alicloud.plc.tidbcloud.com`,
  )) {
    expect(await addressesOf(other)).toEqual([]);
  }
  for (const other of [
    'example.com',
    `${String(bench.deployment.balancer.id)}.ap-southeast-1.nlb.aliyuncs.com`,
  ]) {
    expect(await addressesOf(other)).toEqual([]);
  }
});

test('a placeholder can be found beside the attached domain when asked for', async () => {
  const [{ addresses = [] } = {}] = account.connections();
  await link.alsoKnownAs(['unique_name']);
  expect(await addressesOf('b3.unique_name.alicloud.plc.tidbcloud.com')).toEqual(addresses);
  await link.alsoKnownAs([]);
  expect(await addressesOf('b3.unique_name.alicloud.plc.tidbcloud.com')).toEqual([]);
});

test('there is no way into the VPC, not even for somebody who lays a route', async () => {
  const inside = [
    ...bench.addresses.map((address) => [address, 9093] as const),
    ['10.0.1.11', 39092] as const,
  ];
  for (const [address, port] of inside) expect(await ask(address, port)).toBe('ENETUNREACH');
  const route = ['10.0.0.0/16', 'via', '172.31.255.10'];
  await link.exec(['ip', 'route', 'add', ...route]);
  try {
    const answers = await Promise.all(inside.map(([address, port]) => ask(address, port)));
    expect(answers).toEqual(inside.map(() => 'timeout'));
  } finally {
    await link.exec(['ip', 'route', 'del', ...route]);
  }
});

test('a connection that TiDB Cloud gives up leaves nothing behind', async () => {
  const [{ endpointId = '', addresses = [] } = {}] = account.connections();
  const { uniqueName } = account.attachDomain(endpointId);
  await account.deleteConnection(endpointId);
  await follow();
  expect(account.connections()).toEqual([]);
  expect(await addressesOf(brokerName(1, uniqueName))).toEqual([]);
  expect(await ask(addresses[0] ?? '')).toMatch(/timeout|EHOSTUNREACH|ENETUNREACH/);
});
