import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Config, NewConfig } from '../../config/schema';
import { OwnStack } from '../../examples/own-stack';
import { type Attributes, type Cloud, inspect } from '../../rehearsal/cloud/model';
import { withBrokersOutside } from './support/brokers-outside';
import { deployment, deploymentFile } from './support/configs';
import { networkOutside } from './support/network-outside';
import { Rig } from './support/rig';

jest.setTimeout(120_000);

const EXAMPLES = readdirSync(resolve(__dirname, '../../examples'));

describe('examples', () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.open();
  });
  afterEach(() => rig.close());

  test.each(EXAMPLES.filter((file) => file.endsWith('.yaml')))(
    '%s is applied, settles, and is destroyed once it is destroyable',
    async (file) => {
      const config = await inThisCloud(deployment(`examples/${file}`), rig.cloud);
      const outside = inspect(rig.cloud).counts;
      await rig.write(config);
      await rig.apply();
      expect(await rig.isSettled()).toBe(true);

      const loadBalancer = { ...config.loadBalancer, deletionProtection: false };
      if (config.cluster === 'existing') await rig.write({ ...config, loadBalancer });
      else await rig.write({ ...config, loadBalancer, destroyable: true });
      await rig.apply();
      await rig.destroy();
      expect(inspect(rig.cloud).counts).toEqual(outside);
    },
  );

  test('link-first.yaml: the stage `full` only adds to the stage `link`', async () => {
    const link = deploymentFile('examples/link-first.yaml');
    expect(link.stage).toBe('link');
    await rig.write(link);
    await rig.apply();
    expect(inspect(rig.cloud).instances).toEqual([]);

    await rig.write({ ...link, stage: 'full' });
    const plan = await rig.plan();
    expect(plan.without('create')).toEqual([]);
    expect(plan.with('create')).toContain('alicloud_instance.brokers_4_host');
    await rig.must('apply', 'plan.bin');
    expect(await rig.isSettled()).toBe(true);
  });

  test('existing-cluster.yaml opens its port to the load balancer and touches nothing else of the group', async () => {
    const config = await inThisCloud(deployment('examples/existing-cluster.yaml'), rig.cloud);
    const theirs = { type: 'ingress', ip_protocol: 'tcp', port_range: '22/22', cidr_ip: '10.0.0.0/16' };
    const [group] = inspect(rig.cloud).securityGroups;
    await rig.cloud.create('alicloud_security_group_rule', { ...theirs, security_group_id: group?.id ?? '' });
    const ports = () =>
      inspect(rig.cloud)
        .securityGroups[0]?.rules.map(({ portRange }) => portRange)
        .sort();
    await rig.write(config);
    await rig.apply();
    expect(ports()).toEqual(['22/22', '39092/39092', '39092/39092', '39092/39092']);
    await rig.destroy();
    expect(ports()).toEqual(['22/22']);
  });

  test('brokers of which only addresses are known are found by address', async () => {
    const example = deployment('examples/existing-cluster.yaml');
    if (example.cluster !== 'existing') throw new Error('the example is of another kind');
    const brokers = example.brokers.map((broker) => ({ ...broker, server: undefined }));
    const config = await inThisCloud({ ...example, brokers }, rig.cloud);
    await rig.write(config);
    await rig.apply();
    expect(await rig.isSettled()).toBe(true);
    const [balancer] = inspect(rig.cloud).loadBalancers;
    const servers = balancer?.listeners.flatMap(({ port, serverGroup }) =>
      port === 9092 ? serverGroup.servers.map(({ serverId, address }) => [serverId, address] as const) : [],
    );
    expect(new Map(servers)).toEqual(new Map(brokers.map(({ address }) => [address, address])));
  });

  test('own-stack.ts puts a load balancer before brokers that run already', async () => {
    const names = await brokersOutside(rig.cloud);
    const outside = inspect(rig.cloud).counts;
    await rig.writeStack((app) => new OwnStack(app, 'own-stack'), names);
    await rig.apply();
    expect(await rig.isSettled()).toBe(true);
    const [balancer] = inspect(rig.cloud).loadBalancers;
    expect(balancer?.listeners.map(({ port, serverGroup }) => [port, serverGroup.servers.length])).toEqual(
      expect.arrayContaining([
        [9092, 2],
        [9093, 1],
        [9094, 1],
      ]),
    );
    await rig.destroy();
    expect(inspect(rig.cloud).counts).toEqual(outside);
  });
});

/** The example with the ids of what it names, or of something like it. */
function inThisCloud(config: Config, cloud: Cloud): Promise<Config> {
  return config.cluster === 'existing'
    ? withBrokersOutside(config, cloud)
    : withNetworkOutside(config, cloud);
}

async function withNetworkOutside(config: NewConfig, cloud: Cloud): Promise<NewConfig> {
  const { vpc, zones } = config;
  if (vpc.id === undefined) return config;
  const taken = zones.filter(({ vswitchId }) => vswitchId !== undefined);
  const { vpcId, vswitchIds } = await networkOutside(
    cloud,
    vpc.cidr,
    taken.map(({ id, cidr }) => ({ zone: id, cidr })),
  );
  const ids = new Map(taken.map(({ id }, index) => [id, vswitchIds[index]]));
  return {
    ...config,
    vpc: { ...vpc, id: vpcId },
    zones: zones.map((zone) => ({ ...zone, vswitchId: ids.get(zone.id) })),
  };
}

/** Two brokers as `own-stack.ts` expects them; their ids by the names that it has for them. */
async function brokersOutside(cloud: Cloud): Promise<Record<string, string>> {
  const zones = ['ap-southeast-1a', 'ap-southeast-1b'];
  const vswitches = zones.map((zone, index) => ({ zone, cidr: `172.16.${index}.0/24` }));
  const { vpcId, vswitchIds } = await networkOutside(cloud, '172.16.0.0/12', vswitches);
  const group = await cloud.create('alicloud_security_group', {
    security_group_name: 'brokers',
    vpc_id: vpcId,
  });
  const broker = (index: number): Promise<Attributes> =>
    cloud.create('alicloud_instance', {
      instance_name: `broker-${index + 1}`,
      instance_type: 'ecs.g7.xlarge',
      image_id: 'aliyun_3_x64_20G_alibase_20251030.vhd',
      vswitch_id: vswitchIds[index] ?? '',
      private_ip: `172.16.${index}.21`,
      security_groups: [group.id ?? ''],
    });
  return {
    'i-t4nexample1': String((await broker(0)).id),
    'i-t4nexample2': String((await broker(1)).id),
    'vsw-t4nexamplea': vswitchIds[0] ?? '',
    'vsw-t4nexampleb': vswitchIds[1] ?? '',
    'vpc-t4nexample': vpcId,
  };
}
