import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Attributes, Cloud } from '../../../../rehearsal/cloud/model';
import { acceptEndpoint, connectEndpoint, openCloud } from '../../../../rehearsal/cloud/model';
import { coalesce } from '../../../../rehearsal/lab/nlb';
import { haproxyConfig } from '../../../../rehearsal/lab/nlb/haproxy-config';
import { readBalancers } from '../../../../rehearsal/lab/nlb/read-balancers';
import type { Deployment } from './support/deployment';
import { deploy, id, publish } from './support/deployment';

let folder: string;
let cloud: Cloud;
let deployment: Deployment;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nlb-'));
  cloud = openCloud(join(folder, 'cloud.json'));
  deployment = await deploy(cloud);
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const update = (type: string, prior: Attributes, changes: Attributes) =>
  cloud.update(`alicloud_${type}`, prior, { ...prior, ...changes }, Object.keys(changes));
const problems = () => readBalancers(cloud).problems;
const config = () => haproxyConfig(readBalancers(cloud).balancers);

test('a listener is bound at every address, and its servers are checked as their group says', async () => {
  const { listener } = await deployment.listen(9096, deployment.instances.slice(1, 2), {
    health_check: [
      {
        health_check_enabled: true,
        health_check_type: 'TCP',
        health_check_interval: 7,
        health_check_connect_timeout: 3,
        health_check_connect_port: 9092,
        healthy_threshold: 4,
        unhealthy_threshold: 6,
      },
    ],
  });
  await update('nlb_listener', listener, { idle_timeout: 300, proxy_protocol_enabled: true });
  const [first = '', second = '', third = ''] =
    readBalancers(cloud).balancers[0]?.zones.map(({ address }) => address) ?? [];
  const instance = deployment.instances[1] ?? {};
  const section = config()
    .split('\n\n')
    .find((text) => text.includes(`listen ${id(listener).replace('@', ':')}`));
  expect(
    section
      ?.trim()
      .split('\n')
      .map((line) => line.trim()),
  ).toEqual([
    `listen ${id(listener).replace('@', ':')}`,
    '# group-9096',
    `bind ${first}:9096`,
    `bind ${second}:9096`,
    `bind ${third}:9096`,
    'timeout client 300s',
    'timeout server 300s',
    'timeout check 3s',
    `server ${id(instance)}:10.0.2.11:39092 10.0.2.11:39092 weight 100 source ${second} send-proxy-v2 ` +
      'check port 9092 inter 7s rise 4 fall 6',
  ]);
  expect(problems()).toEqual([]);
});

test('only connected endpoints are answered', async () => {
  const serviceName = await publish(cloud, deployment, '2222333344445555');
  const { id: endpointId } = await connectEndpoint(cloud, {
    accountId: '2222333344445555',
    serviceName,
    zones: ['ap-southeast-1a'],
    addresses: { 'ap-southeast-1a': '172.31.255.10' },
  });
  expect(config()).not.toContain('172.31.255.10');
  await acceptEndpoint(cloud, endpointId);
  expect(config()).toContain('  bind 172.31.255.10:9093\n');
});

test('a listener that is stopped is not served', async () => {
  const { listener } = await deployment.listen(9096, []);
  expect(config()).toContain(':9096\n');
  await update('nlb_listener', listener, { status: 'Stopped' });
  expect(config()).not.toContain(':9096\n');
});

test('what cannot be played is named and left out', async () => {
  const { group, listener } = await deployment.listen(9096, []);
  await update('nlb_server_group', group, { preserve_client_ip_enabled: true });
  await update('nlb_load_balancer', deployment.balancer, { cross_zone_enabled: false });
  expect(problems()).toEqual([
    expect.stringContaining(`load balancer ${id(deployment.balancer)} keeps traffic in its zone`),
    expect.stringContaining(
      `listener ${id(listener)} forwards to server group ${id(group)}, which preserves`,
    ),
  ]);
  expect(config()).not.toContain(':9096\n');
});

test('updates run one at a time, and calls that come meanwhile share the next', async () => {
  let running = 0;
  let runs = 0;
  const work = coalesce(async () => {
    expect((running += 1)).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 5));
    running -= 1;
    runs += 1;
    if (runs === 1) throw new Error('first');
  });
  const [first, ...others] = [work(), work(), work(), work()];
  await expect(first).rejects.toThrow('first');
  await Promise.all(others);
  expect(runs).toBe(2);
  await work();
  expect(runs).toBe(3);
});
