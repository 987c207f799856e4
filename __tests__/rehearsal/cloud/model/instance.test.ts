import type { Attributes } from '../../../../rehearsal/cloud/model';
import { inspect, setSoldOut, switchInstance } from '../../../../rehearsal/cloud/model';
import { oneInstance, refuses, REGION, World } from './support';

describe('a new instance', () => {
  test('gets what the cloud decides', async () => {
    const { instance, vpc } = await oneInstance();
    expect(instance).toMatchObject({
      id: expect.stringMatching(/^i-t4n[a-z0-9]{17}$/) as string,
      availability_zone: `${REGION}a`,
      cpu: 4,
      memory: 16384,
      private_ip: '10.0.1.1',
      primary_ip_address: '10.0.1.1',
      public_ip: '',
      status: 'Running',
      vpc_id: vpc.id,
      http_tokens: 'optional',
    });
  });

  test('gets a public address with bandwidth, keeps it, and loses it without', async () => {
    const { world, instance } = await oneInstance({ internet_max_bandwidth_out: 10 });
    expect(instance.public_ip).toBe('203.0.113.1');
    const renamed = await world.update('instance', instance, { instance_name: 'bastion' });
    expect(renamed.public_ip).toBe('203.0.113.1');
    const without = await world.update('instance', renamed, { internet_max_bandwidth_out: 0 });
    expect(without.public_ip).toBe('');
    expect(world.events(instance)).not.toContain('instance.stopped');
  });

  test.each<[string, string, Attributes]>([
    ['InvalidPrivateIpAddress.Malformed', 'private_ip', { private_ip: '10.0.2.10' }],
    ['InvalidPrivateIpAddress.Malformed', 'private_ip', { private_ip: 'ten' }],
    ['InvalidPrivateIpAddress.Unusable', 'private_ip', { private_ip: '10.0.1.0' }],
    ['InvalidPrivateIpAddress.Unusable', 'private_ip', { private_ip: '10.0.1.253' }],
    ['InvalidPrivateIpAddress.Duplicated', 'private_ip', { private_ip: '10.0.1.1' }],
    ['InvalidVSwitchId.NotFound', 'vswitch_id', { vswitch_id: 'vsw-none' }],
    ['MissingParameter.VSwitchId', 'vswitch_id', { vswitch_id: null }],
    ['MissingParameter.SecurityGroupId', 'security_groups', { security_groups: [] }],
    ['InvalidSecurityGroupId.NotFound', 'security_groups', { security_groups: ['sg-none'] }],
    ['InvalidParameter.Mismatch', 'availability_zone', { availability_zone: `${REGION}b` }],
    ['InvalidZoneId.NotFound', 'availability_zone', { availability_zone: `${REGION}z` }],
    ['InvalidInstanceType.ValueNotSupported', 'instance_type', { instance_type: 'ecs.huge' }],
    ['InvalidImageId.NotFound', 'image_id', { image_id: 'windows' }],
    ['InvalidKeyPairName.NotFound', 'key_name', { key_name: 'none' }],
    ['InvalidDeploymentSetId.NotFound', 'deployment_set_id', { deployment_set_id: 'ds-none' }],
    ['InvalidHostName.Malformed', 'host_name', { host_name: '-broker' }],
    ['InvalidSystemDiskSize.ValueNotSupported', 'system_disk_size', { system_disk_size: 10 }],
    ['InvalidUserData.SizeExceeded', 'user_data', { user_data: `#cloud-config ${'x'.repeat(32 * 1024)}` }],
  ])('is refused: %s', async (code, attribute, extra) => {
    const { world, a, group } = await oneInstance();
    const before = world.events();
    await refuses(world.instance(a, group, { instance_name: 'second', ...extra }), code, attribute);
    expect(world.events()).toEqual(before);
  });

  test('takes the last address that is not reserved, and 32 KiB of user data before base64', async () => {
    const userData = Buffer.alloc(32 * 1024, 'x').toString('base64');
    const { world, instance } = await oneInstance({ private_ip: '10.0.1.252', user_data: userData });
    expect(instance).toMatchObject({ private_ip: '10.0.1.252', user_data: userData });
    expect(inspect(world.cloud).instances[0]?.userData).toHaveLength(32 * 1024);
  });

  test('is in the VPC of its security group', async () => {
    const { world, group } = await oneInstance();
    const far = await world.vswitch(await world.vpc({ vpc_name: 'other' }), 'a');
    await refuses(world.instance(far, group), 'InvalidSecurityGroupId.VPCMismatch', 'security_groups');
  });

  test('finds no address in a full vSwitch', async () => {
    const world = new World();
    const vpc = await world.vpc();
    const group = await world.securityGroup(vpc);
    const tiny = await world.vswitch(vpc, 'a', { cidr_block: '10.0.1.0/29' });
    for (let count = 0; count < 4; count += 1) await world.instance(tiny, group);
    await refuses(world.instance(tiny, group), 'InsufficientIpAddress');
  });

  test('cannot be had where its type is sold out; one that runs there goes on', async () => {
    const { world, a, group, instance } = await oneInstance();
    const b = await world.vswitch({ id: a.vpc_id ?? null }, 'b', { cidr_block: '10.0.9.0/24' });
    await setSoldOut(world.cloud, [{ instanceType: 'ecs.g7.xlarge', zone: `${REGION}a` }]);
    await refuses(world.instance(a, group), 'OperationDenied.NoStock', 'instance_type');
    expect(await world.instance(b, group)).toMatchObject({ status: 'Running' });
    expect(await world.update('instance', instance, { tags: { team: 'data' } })).toMatchObject({
      tags: { team: 'data' },
    });
  });

  test('does not become a type that is sold out in its zone', async () => {
    const { world, instance } = await oneInstance();
    await setSoldOut(world.cloud, [{ instanceType: 'ecs.g7.2xlarge' }]);
    await refuses(
      world.update('instance', instance, { instance_type: 'ecs.g7.2xlarge' }),
      'OperationDenied.NoStock',
    );
    expect(world.events(instance)).not.toContain('instance.stopped');
  });

  test('that is to be stopped is started and stopped', async () => {
    const { world, instance } = await oneInstance({ status: 'Stopped' });
    expect(instance.status).toBe('Stopped');
    expect(world.events(instance)).toEqual(['instance.started', 'instance.stopped', 'instance.created']);
  });
});

describe('releasing', () => {
  test('needs deletion protection to be off', async () => {
    const { world, instance } = await oneInstance({ deletion_protection: true });
    await refuses(world.delete('instance', instance), 'InvalidOperation.DeletionProtection');
    const open = await world.update('instance', instance, { deletion_protection: false });
    await world.delete('instance', open);
    expect(await world.read('instance', instance)).toBeUndefined();
  });

  test('is not graceful: nothing is stopped before', async () => {
    const { world, instance } = await oneInstance();
    await world.delete('instance', instance);
    expect(world.events(instance)).toEqual(['instance.started', 'instance.created', 'instance.deleted']);
  });

  test('of a prepaid instance needs force_delete, which only the state knows', async () => {
    const { world, instance } = await oneInstance({ instance_charge_type: 'PrePaid' });
    await refuses(world.delete('instance', instance), 'ChargeTypeViolation');
    await world.delete('instance', { ...instance, force_delete: true });
    expect(await world.read('instance', instance)).toBeUndefined();
  });

  test('takes inline data disks with it by default', async () => {
    const disks: Attributes[] = [
      { size: 50, category: 'cloud_essd' },
      { size: 60, category: 'cloud_essd', delete_with_instance: false },
    ];
    const { world, instance } = await oneInstance({ data_disks: disks });
    expect(inspect(world.cloud).instances[0]?.dataDisks.map(({ size, device }) => [size, device])).toEqual([
      [50, '/dev/xvdb'],
      [60, '/dev/xvdc'],
    ]);
    await world.delete('instance', instance);
    expect(inspect(world.cloud).counts.alicloud_ecs_disk).toBe(1);
    expect(world.events().filter((name) => name === 'disk.deleted')).toHaveLength(1);
  });
});

test('somebody switches an instance off and on in the console', async () => {
  const { world, instance } = await oneInstance();
  const name = String(instance.instance_name);
  const status = () => inspect(world.cloud).instances.find((one) => one.name === name)?.status;
  const before = world.events(instance);
  await switchInstance(world.cloud, name, 'Stopped');
  expect(status()).toBe('Stopped');
  await switchInstance(world.cloud, name, 'Stopped');
  await switchInstance(world.cloud, name, 'Running');
  expect(status()).toBe('Running');
  expect(world.events(instance)).toEqual([...before, 'instance.stopped', 'instance.started']);
  await expect(switchInstance(world.cloud, 'nobody', 'Running')).rejects.toThrow(
    'there is no instance nobody',
  );
});
