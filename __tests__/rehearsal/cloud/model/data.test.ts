import { publishImage, setSoldOut } from '../../../../rehearsal/cloud/model';
import { parseInstanceType } from '../../../../rehearsal/cloud/model/instance-types';
import { IMAGE, NEWER_IMAGE, refuses, REGION, World } from './support';

test.each([
  ['ecs.t5-lc1m2.small', 1, 2],
  ['ecs.c7.large', 2, 4],
  ['ecs.g8i.xlarge', 4, 16],
  ['ecs.r7.16xlarge', 64, 512],
])('instance type %s', (name, cpu, memory) => {
  expect(parseInstanceType(name)).toMatchObject({ cpu, memory });
});

describe('data sources', () => {
  const owners = { owners: 'system', name_regex: '^aliyun_3_x64' };

  test('images: the most recent one changes when another is published', async () => {
    const world = new World();
    const before = await world.cloud.readData('alicloud_images', { ...owners, most_recent: true });
    expect(before.ids).toEqual([IMAGE]);
    await publishImage(world.cloud, {
      id: NEWER_IMAGE,
      name: NEWER_IMAGE,
      osName: 'Alibaba Cloud Linux 3.2104 LTS 64 bit',
      platform: 'Aliyun',
      created: '2026-01-02T00:00:00Z',
      size: 20,
      owner: 'system',
    });
    const after = await world.cloud.readData('alicloud_images', { ...owners, most_recent: true });
    expect(after).toMatchObject({ ids: [NEWER_IMAGE], images: [{ id: NEWER_IMAGE, os_type: 'linux' }] });
    const all = await world.cloud.readData('alicloud_images', owners);
    expect(all.ids).toHaveLength(3);
  });

  test('instance types: by size, family and zone; sold out ones are missing', async () => {
    const world = new World();
    const ask = {
      cpu_core_count: 4,
      memory_size: 16,
      instance_type_family: 'ecs.g7',
      availability_zone: `${REGION}a`,
    };
    expect((await world.cloud.readData('alicloud_instance_types', ask)).ids).toEqual(['ecs.g7.xlarge']);
    await setSoldOut(world.cloud, [{ instanceType: 'ecs.g7.xlarge', zone: `${REGION}a` }]);
    expect((await world.cloud.readData('alicloud_instance_types', ask)).ids).toEqual([]);
    await refuses(
      world.cloud.readData('alicloud_instance_types', { availability_zone: 'eu-central-1a' }),
      'InvalidZoneId.NotFound',
    );
  });

  test('instance types: sorted', async () => {
    const sorted = await new World().cloud.readData('alicloud_instance_types', { sorted_by: 'Memory' });
    expect((sorted.ids as string[]).at(0)).toBe('ecs.t5-lc1m1.small');
    expect((sorted.ids as string[]).at(-1)).toMatch(/^ecs\.r\w+\.8xlarge$/);
  });

  test('zones: of the region, and only those that have a type', async () => {
    const world = new World();
    const zones = [`${REGION}a`, `${REGION}b`, `${REGION}c`];
    expect((await world.cloud.readData('alicloud_zones', {})).ids).toEqual(zones);
    expect(await world.cloud.readData('alicloud_nlb_zones', {})).toMatchObject({
      ids: zones,
      zones: zones.map((zone) => ({ zone_id: zone })),
    });
    await setSoldOut(world.cloud, [{ zone: `${REGION}b` }]);
    const having = await world.cloud.readData('alicloud_zones', { available_instance_type: 'ecs.g7.xlarge' });
    expect(having.ids).toEqual([`${REGION}a`, `${REGION}c`]);
  });
});
