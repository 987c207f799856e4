import { attach, type Attached } from './support/attached';

const LIMIT_MS = 60_000;

describe('values on their way through terraform and back', () => {
  let attached: Attached;

  beforeAll(async () => {
    attached = await attach();
  });
  afterAll(() => attached.end());

  const nlb = {
    load_balancer_name: '${upper("ünï")} "quoted" $${not} a\nline',
    address_type: 'Intranet',
    vpc_id: '${null_resource.late.id}',
    cross_zone_enabled: false,
    security_group_ids: ['sg-b', 'sg-a', 'sg-b'],
    tags: { 'a key': '1', other: '' },
    zone_mappings: [
      { zone_id: '${null_resource.late.id}', vswitch_id: 'vsw-1' },
      { zone_id: 'z2', vswitch_id: '${null_resource.late.id}' },
    ],
    deletion_protection_config: [{ enabled: true, reason: 'live' }],
  };

  test(
    'texts, numbers, truth values, sets, maps and blocks come back as they were, known late or early',
    async () => {
      attached.workspace.write({
        provider: { alicloud: { region: 'ap-southeast-1' } },
        resource: {
          null_resource: { late: {} },
          alicloud_nlb_load_balancer: { it: nlb },
          alicloud_ecs_disk: {
            it: { size: '${length(null_resource.late.id) * 0 + 2147483649}', zone_id: 'z' },
          },
        },
      });
      await attached.workspace.apply();
      const { id } = attached.workspace.attributes('null_resource', 'late');
      const stored = attached.workspace.attributes('alicloud_nlb_load_balancer');
      expect(stored).toMatchObject({
        load_balancer_name: 'ÜNÏ "quoted" ${not} a\nline',
        vpc_id: id,
        cross_zone_enabled: false,
        security_group_ids: ['sg-a', 'sg-b'],
        tags: { 'a key': '1', other: '' },
        deletion_protection_config: [{ enabled: true, reason: 'live' }],
      });
      expect(stored.zone_mappings).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ zone_id: id, vswitch_id: 'vsw-1', ipv4_local_addresses: ['one', 'two'] }),
          expect.objectContaining({ zone_id: 'z2', vswitch_id: id }),
        ]),
      );
      expect(attached.workspace.attributes('alicloud_ecs_disk').size).toBe(2147483649);
      expect((await attached.workspace.plan()).code).toBe(0);
    },
    LIMIT_MS,
  );

  test(
    'a sensitive value is hidden in the plan and known to the cloud',
    async () => {
      attached.workspace.write({
        provider: { alicloud: { region: 'ap-southeast-1' } },
        resource: {
          alicloud_instance: { it: { instance_type: 'ecs.g7.large', image_id: 'i', password: 'Secret-1' } },
        },
      });
      const text = await attached.workspace.apply();
      expect(text).toMatch(/password\s+= \(sensitive value\)/);
      expect(text).not.toContain('Secret-1');
      const { id } = attached.workspace.attributes('alicloud_instance');
      expect(attached.cloud.resources.get(String(id))?.password).toBe('Secret-1');
    },
    LIMIT_MS,
  );

  test(
    'a data source gets its defaults and answers',
    async () => {
      attached.workspace.write({
        provider: { alicloud: { region: 'ap-southeast-1' } },
        data: { alicloud_images: { it: { name_regex: '^aliyun_3' } } },
        output: {
          ids: { value: '${data.alicloud_images.it.ids}' },
          status: { value: '${data.alicloud_images.it.status}' },
        },
      });
      await attached.workspace.apply();
      expect(JSON.parse(await attached.workspace.succeed('output', '-json'))).toMatchObject({
        ids: { value: ['first', 'second'] },
        status: { value: 'Available' },
      });
    },
    LIMIT_MS,
  );
});
