import type { Attributes } from '../../../../rehearsal/cloud/model';
import {
  containsAddress,
  formatAddress,
  isReserved,
  overlaps,
  parseAddress,
  parseCidr,
} from '../../../../rehearsal/cloud/model/network';
import { zonesOf } from '../../../../rehearsal/cloud/model/regions';
import { id, refuses, REGION, World } from './support';

describe('addresses', () => {
  test.each(['10.0.0', '10.0.0.256', '10.0.0.01', 'a.b.c.d', ''])('%p is none', (address) => {
    expect(parseAddress(address)).toBeUndefined();
  });

  test.each(['10.0.0.1/24', '10.0.0.0/33', '10.0.0.0', '10.0.0.0/'])('%p is no block', (cidr) => {
    expect(parseCidr(cidr)).toBeUndefined();
  });

  test('are read and written, also above 127', () => {
    expect(formatAddress(parseAddress('203.0.113.255') ?? 0)).toBe('203.0.113.255');
  });

  test('blocks overlap, hold and reserve', () => {
    const cidr = (block: string) => parseCidr(block) ?? { base: 0, prefix: 0, size: 0 };
    expect(overlaps(cidr('10.0.0.0/24'), cidr('10.0.0.128/25'))).toBe(true);
    expect(overlaps(cidr('10.0.0.0/24'), cidr('10.0.1.0/24'))).toBe(false);
    expect(containsAddress(cidr('10.0.0.0/24'), parseAddress('10.0.1.0') ?? 0)).toBe(false);
    const reserved = [0, 1, 252, 253, 254, 255].filter((last) =>
      isReserved(cidr('10.0.0.0/24'), (parseAddress('10.0.0.0') ?? 0) + last),
    );
    expect(reserved).toEqual([0, 253, 254, 255]);
  });
});

test.each([
  ['ap-southeast-1', ['ap-southeast-1a', 'ap-southeast-1b', 'ap-southeast-1c']],
  ['cn-hangzhou', ['cn-hangzhou-a', 'cn-hangzhou-b', 'cn-hangzhou-c']],
  ['ap-northeast-2', ['ap-northeast-2a', 'ap-northeast-2b']],
])('zones of %s', (region, zones) => {
  expect(zonesOf(region)).toEqual(zones);
});

test('an unknown region is refused when the provider is configured', async () => {
  await refuses(
    (async () => {
      await new World().cloud.configure({ region: 'Singapore' });
    })(),
    'InvalidRegionId.NotFound',
  );
});

describe('VPC', () => {
  test.each([
    ['10.0.0.1/16', 'InvalidCidrBlock.Malformed'],
    ['10.0.0.0/29', 'InvalidCidrBlock'],
    ['100.64.0.0/16', 'InvalidCidrBlock'],
    ['0.0.0.0/0', 'InvalidCidrBlock'],
  ])('refuses block %s', async (cidr, code) => {
    await refuses(new World().vpc({ cidr_block: cidr }), code, 'cidr_block');
  });

  test.each(['10.0.0.0/8', '192.168.0.0/28', '172.16.0.0/12'])('takes block %s', async (cidr) => {
    expect(await new World().vpc({ cidr_block: cidr })).toMatchObject({
      cidr_block: cidr,
      status: 'Available',
    });
  });

  test('has its own block when none is asked for', async () => {
    expect(await new World().vpc({ cidr_block: null })).toMatchObject({ cidr_block: '172.16.0.0/12' });
  });

  test('cannot go before what is in it', async () => {
    const world = new World();
    const vpc = await world.vpc();
    const vswitch = await world.vswitch(vpc, 'a');
    const group = await world.securityGroup(vpc);
    await refuses(world.delete('vpc', vpc), 'DependencyViolation.VSwitch');
    await world.delete('vswitch', vswitch);
    await refuses(world.delete('vpc', vpc), 'DependencyViolation.SecurityGroup');
    await world.delete('security_group', group);
    await world.delete('vpc', vpc);
    expect(world.events(vpc)).toEqual(['vpc.created', 'vpc.deleted']);
  });
});

describe('vSwitch', () => {
  test.each([
    ['10.1.0.0/24', 'InvalidCidrBlock.NotInVpc'],
    ['10.0.0.0/15', 'InvalidCidrBlock.Malformed'],
    ['10.0.1.0/30', 'InvalidCidrBlock.Malformed'],
    ['10.0.1.7/24', 'InvalidCidrBlock.Malformed'],
    ['10.0.1.128/25', 'InvalidCidrBlock.Overlapped'],
  ])('refuses block %s', async (cidr, code) => {
    const world = new World();
    const vpc = await world.vpc();
    await world.vswitch(vpc, 'a');
    await refuses(world.vswitch(vpc, 'b', { cidr_block: cidr }), code, 'cidr_block');
  });

  test('takes the block of its whole VPC, and the same block again in another VPC', async () => {
    const world = new World();
    for (const name of ['one', 'two']) {
      const vpc = await world.vpc({ vpc_name: name });
      expect(await world.vswitch(vpc, 'a', { cidr_block: '10.0.0.0/16' })).toMatchObject({ vpc_id: vpc.id });
    }
  });

  test('refuses a zone that the region does not have, and a VPC of another region', async () => {
    const world = new World();
    const vpc = await world.vpc();
    await refuses(world.vswitch(vpc, 'a', { zone_id: `${REGION}d` }), 'InvalidZoneId.NotFound', 'zone_id');
    await world.cloud.configure({ region: 'eu-central-1' });
    await refuses(world.vswitch(vpc, 'a', { zone_id: 'eu-central-1a' }), 'InvalidVpcID.NotFound', 'vpc_id');
  });

  test('cannot go while instances or load balancers use it', async () => {
    const world = new World();
    const { vpc, a, b, group } = await world.network();
    const instance = await world.instance(a, group);
    const balancer = await world.balancer(vpc, [a, b]);
    await refuses(world.delete('vswitch', a), 'DependencyViolation.EcsInstance');
    await world.delete('instance', instance);
    await refuses(world.delete('vswitch', a), 'DependencyViolation.NetworkInterface');
    await world.delete('nlb_load_balancer', balancer);
    await world.delete('vswitch', a);
    expect(await world.read('vswitch', a)).toBeUndefined();
  });
});

describe('security group', () => {
  test('says the same by its old and its new attribute', async () => {
    const world = new World();
    const group = await world.securityGroup(await world.vpc());
    expect(group).toMatchObject({ inner_access: true, inner_access_policy: 'Accept' });
    const dropped = await world.update('security_group', group, { inner_access_policy: 'Drop' });
    expect(dropped).toMatchObject({ inner_access: false, inner_access_policy: 'Drop' });
    expect(await world.update('security_group', dropped, { inner_access: true })).toMatchObject({
      inner_access_policy: 'Accept',
    });
  });

  test('cannot go while it has members or other groups name it; its own rules go with it', async () => {
    const world = new World();
    const { vpc, a, group } = await world.network();
    const bastion = await world.securityGroup(vpc, 'bastion');
    const own = await rule(world, bastion, { cidr_ip: '10.0.0.0/8' });
    const naming = await rule(world, group, { source_security_group_id: id(bastion) });
    const instance = await world.instance(a, bastion);
    await refuses(world.delete('security_group', bastion), 'DependencyViolation');
    await world.delete('instance', instance);
    await refuses(world.delete('security_group', bastion), 'DependencyViolation');
    await world.delete('security_group_rule', naming);
    await world.delete('security_group', bastion);
    expect(await world.read('security_group_rule', own)).toBeUndefined();
  });

  test('cannot go while a load balancer is its member', async () => {
    const world = new World();
    const { vpc, a, b, group } = await world.network();
    await world.balancer(vpc, [a, b], { security_group_ids: [id(group)] });
    await refuses(world.delete('security_group', group), 'DependencyViolation');
  });
});

function rule(world: World, group: Attributes, extra: Attributes): Promise<Attributes> {
  return world.make('security_group_rule', {
    security_group_id: id(group),
    type: 'ingress',
    ip_protocol: 'tcp',
    port_range: '22/22',
    policy: 'accept',
    priority: 1,
    ...extra,
  });
}

describe('security group rule', () => {
  test.each<[string, Attributes, string]>([
    ['intranet:10.0.0.0/8', { cidr_ip: '10.0.0.0/8' }, 'tcp:22/22'],
    ['intranet:2001_db8__/32', { ipv6_cidr_ip: '2001:db8::/32' }, 'tcp:22/22'],
    ['intranet:pl-x', { prefix_list_id: 'pl-x' }, 'tcp:22/22'],
    ['intranet:0.0.0.0/0', { ip_protocol: 'all', port_range: '-1/-1', cidr_ip: '0.0.0.0/0' }, 'all:-1/-1'],
  ])('has the id of the provider: …%s…', async (source, extra, ports) => {
    const world = new World();
    const group = await world.securityGroup(await world.vpc());
    const made = await rule(world, group, extra);
    expect(made.id).toBe(`${id(group)}:ingress:${ports}:${source}:accept:1`);
  });

  test.each<[string, Attributes]>([
    ['InvalidPortRange.Malformed', { port_range: '-1/-1', cidr_ip: '0.0.0.0/0' }],
    ['InvalidPortRange.Malformed', { port_range: '90/80', cidr_ip: '0.0.0.0/0' }],
    ['InvalidPortRange.Malformed', { port_range: '0/80', cidr_ip: '0.0.0.0/0' }],
    ['InvalidIpProtocol.ValueNotSupported', { ip_protocol: 'icmp', cidr_ip: '0.0.0.0/0' }],
    ['InvalidSourceCidrIp.Malformed', { cidr_ip: '10.0.0.1/8' }],
    ['InvalidSourceGroupId.NotFound', { source_security_group_id: 'sg-none' }],
  ])('is refused: %s %j', async (code, extra) => {
    const world = new World();
    await refuses(rule(world, await world.securityGroup(await world.vpc()), extra), code);
  });

  test('names no group of another VPC, unless of another account', async () => {
    const world = new World();
    const group = await world.securityGroup(await world.vpc());
    const far = await world.securityGroup(await world.vpc({ vpc_name: 'other' }));
    await refuses(rule(world, group, { source_security_group_id: id(far) }), 'InvalidSourceGroupId.Mismatch');
    const foreign = { source_security_group_id: 'sg-foreign', source_group_owner_id: '1111222233334444' };
    expect(await rule(world, group, foreign)).toMatchObject(foreign);
  });

  test('made twice is one rule, which goes once', async () => {
    const world = new World();
    const group = await world.securityGroup(await world.vpc());
    const first = await rule(world, group, { cidr_ip: '10.0.0.0/8' });
    const second = await rule(world, group, { cidr_ip: '10.0.0.0/8' });
    expect(second.id).toBe(first.id);
    await world.delete('security_group_rule', first);
    expect(await world.read('security_group_rule', second)).toBeUndefined();
    await world.delete('security_group_rule', second);
  });
});
