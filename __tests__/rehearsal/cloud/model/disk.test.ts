import type { Attributes } from '../../../../rehearsal/cloud/model';
import { inspect, loseDataDisk } from '../../../../rehearsal/cloud/model';
import { id, oneInstance, refuses, REGION, World } from './support';

describe('disk', () => {
  const essd = { zone_id: `${REGION}a`, size: 100, category: 'cloud_essd' };

  test.each<[string, Attributes]>([
    ['InvalidZoneId.NotFound', { zone_id: `${REGION}x` }],
    ['MissingParameter.Size', { size: null }],
    ['InvalidDiskSize.NotSupported', { size: 10 }],
    ['InvalidDiskSize.NotSupported', { size: 100, performance_level: 'PL3' }],
  ])('is refused: %s %j', async (code, extra) => {
    await refuses(new World().make('ecs_disk', { ...essd, ...extra }), code);
  });

  test('grows, and does not shrink', async () => {
    const world = new World();
    const disk = await world.make('ecs_disk', essd);
    const grown = await world.update('ecs_disk', disk, { size: 200 });
    expect(grown.size).toBe(200);
    await refuses(world.update('ecs_disk', grown, { size: 150 }), 'InvalidDiskSize.TooSmall', 'size');
    expect(world.events(disk)).toEqual(['disk.created', 'disk.resized', 'disk.updated']);
  });

  test('that somebody deletes in the console is gone, with its attachment and nothing else', async () => {
    const { world, instance } = await oneInstance();
    const disk = await world.make('ecs_disk', essd);
    const other = await world.make('ecs_disk', essd);
    const ids = { disk_id: id(disk), instance_id: id(instance) };
    const attachment = await world.make('ecs_disk_attachment', ids);
    await loseDataDisk(world.cloud, String(instance.instance_name));
    expect(await world.read('ecs_disk', disk)).toBeUndefined();
    expect(await world.read('ecs_disk_attachment', attachment)).toBeUndefined();
    expect(await world.read('ecs_disk', other)).toBeDefined();
    expect(inspect(world.cloud).instances[0]?.dataDisks).toEqual([]);
    expect(world.events(disk).slice(-2)).toEqual(['disk.detached', 'disk.deleted']);
  });

  test('is attached to one instance of its zone, and detached before it goes', async () => {
    const { world, instance } = await oneInstance();
    const disk = await world.make('ecs_disk', essd);
    const attachment = await world.make('ecs_disk_attachment', {
      disk_id: id(disk),
      instance_id: id(instance),
    });
    expect(attachment).toMatchObject({ id: `${id(disk)}:${id(instance)}`, device: '/dev/xvdb' });
    expect(await world.read('ecs_disk', disk)).toMatchObject({ status: 'In_use', instance_id: instance.id });
    expect(inspect(world.cloud).instances[0]?.dataDisks[0]).toMatchObject({
      serial: id(disk).slice(2),
      device: '/dev/xvdb',
      size: 100,
    });
    await refuses(
      world.make('ecs_disk_attachment', { disk_id: id(disk), instance_id: id(instance) }),
      'IncorrectDiskStatus',
    );
    await refuses(world.delete('ecs_disk', disk), 'IncorrectDiskStatus');
    await world.delete('ecs_disk_attachment', attachment);
    await world.delete('ecs_disk', disk);
    expect(world.events(disk)).toEqual(['disk.created', 'disk.attached', 'disk.detached', 'disk.deleted']);
  });

  test.each<[string, (disk: string, instance: string) => Attributes]>([
    ['InvalidDiskId.NotFound', (_disk, instance) => ({ disk_id: 'd-none', instance_id: instance })],
    ['InvalidInstanceId.NotFound', (disk) => ({ disk_id: disk, instance_id: 'i-none' })],
    ['ResourcesNotInSameZone', (disk, instance) => ({ disk_id: disk, instance_id: instance })],
  ])('is not attached: %s', async (code, attributes) => {
    const { world, instance } = await oneInstance();
    const disk = await world.make('ecs_disk', { ...essd, zone_id: `${REGION}b` });
    await refuses(world.make('ecs_disk_attachment', attributes(id(disk), id(instance))), code);
  });

  test('number 17 does not fit', async () => {
    const { world, instance } = await oneInstance();
    for (let count = 0; count <= 16; count += 1) {
      const disk = await world.make('ecs_disk', essd);
      const attach = world.make('ecs_disk_attachment', { disk_id: id(disk), instance_id: id(instance) });
      if (count < 16) await attach;
      else await refuses(attach, 'InstanceDiskLimitExceeded');
    }
  });

  test.each([true, false])('stays or goes with its instance: delete_with_instance %s', async (together) => {
    const { world, instance } = await oneInstance();
    const disk = await world.make('ecs_disk', { ...essd, delete_with_instance: together });
    await world.make('ecs_disk_attachment', { disk_id: id(disk), instance_id: id(instance) });
    await world.delete('instance', instance);
    const left = await world.read('ecs_disk', disk);
    if (together) expect(left).toBeUndefined();
    else expect(left).toMatchObject({ status: 'Available', instance_id: '' });
  });
});
