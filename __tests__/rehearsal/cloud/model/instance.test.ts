import type { Attributes } from '../../../../rehearsal/cloud/model';
import {
  inspect,
  readEvents,
  readOperations,
  renewSystemDisk,
  setSoldOut,
  switchInstance,
} from '../../../../rehearsal/cloud/model';
import { EFFECTS } from '../../../../rehearsal/cloud/model/resources/instance-changes';
import { id, NEWER_IMAGE, oneInstance, PUBLIC_KEY, refuses, REGION, World } from './support';

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

describe('a change', () => {
  const wanted: [string, Attributes, string[]][] = [
    ['user_data', { user_data: 'IyEvYmluL3NoCg==' }, ['instance.stopped', 'instance.started']],
    ['host_name', { host_name: 'broker-2' }, ['instance.stopped', 'instance.started']],
    ['private_ip', { private_ip: '10.0.1.77' }, ['instance.stopped', 'instance.started']],
    ['instance_type', { instance_type: 'ecs.g7.2xlarge' }, ['instance.stopped', 'instance.started']],
    ['system_disk_size', { system_disk_size: 80 }, ['instance.stopped', 'instance.started']],
    ['cpu_options', { cpu_options: [{ core_count: 2 }] }, ['instance.stopped', 'instance.started']],
    [
      'enable_high_density_mode',
      { enable_high_density_mode: true },
      ['instance.stopped', 'instance.started'],
    ],
    [
      'image_id',
      { image_id: NEWER_IMAGE },
      ['instance.stopped', 'instance.system-disk-wiped', 'instance.started'],
    ],
    [
      'image and type at once',
      { image_id: NEWER_IMAGE, instance_type: 'ecs.g7.2xlarge' },
      ['instance.stopped', 'instance.system-disk-wiped', 'instance.started'],
    ],
    ['key_name', { key_name: 'ops' }, ['instance.rebooted']],
    ['status', { status: 'Stopped' }, ['instance.stopped']],
    ['name, tags and description', { instance_name: 'x1', tags: { a: 'b' }, description: 'text' }, []],
    ['deletion_protection', { deletion_protection: true }, []],
    ['http_tokens', { http_tokens: 'required' }, []],
  ];

  test.each(wanted)('of %s does that to the host, and keeps its id', async (_name, changes, power) => {
    const { world, instance } = await oneInstance();
    await world.make('ecs_key_pair', { key_pair_name: 'ops', public_key: PUBLIC_KEY });
    const seen = world.events(instance).length;
    const next = await world.update('instance', instance, changes);
    expect(next).toMatchObject({ id: instance.id, ...(changes.cpu_options ? {} : changes) });
    expect(world.events(instance).slice(seen)).toEqual([...power, 'instance.updated']);
  });

  test('of security groups is live', async () => {
    const { world, instance, vpc, group } = await oneInstance();
    const other = await world.securityGroup(vpc, 'more');
    const next = await world.update('instance', instance, { security_groups: [id(group), id(other)] });
    expect(next.security_groups).toEqual([id(group), id(other)]);
    expect(world.events(instance)).toEqual(['instance.started', 'instance.created', 'instance.updated']);
  });

  test('of the vSwitch gives a new address, after a stop, in the same zone only', async () => {
    const { world, instance, vpc } = await oneInstance();
    const near = await world.vswitch(vpc, 'a', { cidr_block: '10.0.7.0/24', vswitch_name: 'near' });
    const moved = await world.update('instance', instance, { vswitch_id: id(near) });
    expect(moved).toMatchObject({ private_ip: '10.0.7.1', vswitch_id: id(near) });
    const far = await world.vswitch(vpc, 'c', { cidr_block: '10.0.8.0/24', vswitch_name: 'far' });
    await refuses(world.update('instance', moved, { vswitch_id: id(far) }), 'InvalidParameter.Mismatch');
  });

  test('of the image replaces the system disk; data disks stay', async () => {
    const { world, instance } = await oneInstance();
    const disk = await world.make('ecs_disk', { zone_id: `${REGION}a`, size: 100, category: 'cloud_essd' });
    await world.make('ecs_disk_attachment', { disk_id: id(disk), instance_id: id(instance) });
    const next = await world.update('instance', instance, { image_id: NEWER_IMAGE });
    expect(next.system_disk_id).not.toBe(instance.system_disk_id);
    expect(inspect(world.cloud).instances[0]?.dataDisks).toHaveLength(1);
    const wiped = readEvents(world.file).find((event) => event.name === 'instance.system-disk-wiped');
    expect(wiped).toMatchObject({
      id: instance.id,
      details: { image_id: NEWER_IMAGE, old_disk_id: instance.system_disk_id },
    });
  });

  test('by somebody in the console renews the system disk, and the instance keeps id, data disks and user data', async () => {
    const { world, instance } = await oneInstance();
    const disk = await world.make('ecs_disk', { zone_id: `${REGION}a`, size: 100, category: 'cloud_essd' });
    await world.make('ecs_disk_attachment', { disk_id: id(disk), instance_id: id(instance) });
    const seen = world.events(instance).length;
    await renewSystemDisk(world.cloud, String(instance.instance_name));
    expect(world.events(instance).slice(seen)).toEqual([
      'instance.stopped',
      'instance.system-disk-wiped',
      'instance.started',
    ]);
    const next = await world.read('instance', instance);
    expect(next).toMatchObject({ id: instance.id, status: 'Running', user_data: instance.user_data });
    expect(next?.system_disk_id).not.toBe(instance.system_disk_id);
    expect(inspect(world.cloud).instances[0]?.dataDisks).toHaveLength(1);
  });

  test('of a stopped instance does not start it, but a new key does', async () => {
    const { world, instance } = await oneInstance({ status: 'Stopped' });
    await world.make('ecs_key_pair', { key_pair_name: 'ops', public_key: PUBLIC_KEY });
    const seen = world.events(instance).length;
    const typed = await world.update('instance', instance, { instance_type: 'ecs.g7.2xlarge' });
    expect(typed.status).toBe('Stopped');
    const keyed = await world.update('instance', typed, { key_name: 'ops' });
    expect(keyed.status).toBe('Running');
    expect(world.events(instance).slice(seen)).toEqual([
      'instance.updated',
      'instance.started',
      'instance.updated',
    ]);
  });

  test('that stops a host takes longer than one that does not', async () => {
    const { world, instance } = await oneInstance();
    const live = await world.update('instance', instance, { description: 'text' });
    await world.update('instance', live, { user_data: 'eA==' });
    const [first, second] = readOperations(world.file).filter(({ operation }) => operation === 'update');
    expect(second?.seconds).toBeGreaterThan((first?.seconds ?? 0) + 30);
  });

  test('that cannot be made is refused and leaves the host alone', async () => {
    const { world, instance } = await oneInstance({ system_disk_size: 80 });
    const before = world.events();
    await refuses(world.update('instance', instance, { system_disk_size: 40 }), 'InvalidDiskSize.TooSmall');
    await refuses(world.update('instance', instance, { key_name: 'none' }), 'InvalidKeyPairName.NotFound');
    expect(world.events()).toEqual(before);
  });

  test('has a known effect for each attribute that the table names', () => {
    const stopping = Object.keys(EFFECTS).filter((name) => EFFECTS[name] !== 'live');
    expect(stopping.sort()).toEqual(
      [
        'cpu_options',
        'enable_high_density_mode',
        'host_name',
        'image_id',
        'instance_type',
        'key_name',
        'kms_encrypted_password',
        'password',
        'private_ip',
        'status',
        'system_disk_size',
        'user_data',
        'vswitch_id',
      ].sort(),
    );
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
