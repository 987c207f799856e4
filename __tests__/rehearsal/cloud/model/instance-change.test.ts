import type { Attributes } from '../../../../rehearsal/cloud/model';
import { inspect, readEvents, readOperations, renewSystemDisk } from '../../../../rehearsal/cloud/model';
import { EFFECTS } from '../../../../rehearsal/cloud/model/resources/instance-changes';
import { id, NEWER_IMAGE, oneInstance, PUBLIC_KEY, refuses, REGION } from './support';

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
