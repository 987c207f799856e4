import { attach, type Attached } from './support/attached';
import { network } from './support/network';

const LIMIT_MS = 120_000;

describe('a deployment, with the real terraform', () => {
  let attached: Attached;
  const configuration = network();
  const { resource } = configuration;

  beforeAll(async () => {
    attached = await attach();
    attached.workspace.write(configuration);
    await attached.workspace.succeed('init');
  });
  afterAll(() => attached.end());

  /** Applies what is configured now; returns what the cloud was asked to do. */
  const change = async () => {
    attached.cloud.calls.length = 0;
    attached.workspace.write(configuration);
    await attached.workspace.apply();
    return attached.cloud.calls;
  };
  const expectNoDifference = async () => {
    const { code, text } = await attached.workspace.plan();
    expect(text).toContain('No changes.');
    expect(code).toBe(0);
  };

  test(
    'validates and plans without a call to the cloud',
    async () => {
      await attached.workspace.succeed('validate');
      const { code, text } = await attached.workspace.plan();
      expect(code).toBe(2);
      expect(text).toContain('Plan: 13 to add, 0 to change, 0 to destroy.');
      expect(attached.cloud.calls).toEqual([]);
    },
    LIMIT_MS,
  );

  test(
    'creates everything, and then there is nothing to do',
    async () => {
      const calls = await change();
      expect(calls.map((call) => call.operation)).toEqual(Array(12).fill('create'));
      expect(attached.cloud.provider.region).toBe('ap-southeast-1');
      await expectNoDifference();
      const listed = await attached.workspace.succeed('state', 'list');
      expect(listed.trim().split('\n')).toHaveLength(13);
    },
    LIMIT_MS,
  );

  test(
    'changes in place what can be changed in place',
    async () => {
      resource.alicloud_instance.it.user_data = 'second';
      resource.alicloud_vpc.it.tags.stage = 'live';
      const calls = await change();
      expect(calls.map(({ operation, changed }) => [operation, changed])).toEqual([
        ['update', ['tags']],
        ['update', ['user_data']],
      ]);
      await expectNoDifference();
    },
    LIMIT_MS,
  );

  test(
    'pairs the elements of a set of blocks by their zone',
    async () => {
      const [first] = resource.alicloud_nlb_load_balancer.it.zone_mappings;
      Object.assign(first ?? {}, { private_ipv4_address: '10.0.0.200' });
      expect((await change()).map((call) => call.changed)).toEqual([['zone_mappings']]);
      await expectNoDifference();
    },
    LIMIT_MS,
  );

  test(
    'changes a nested block in place',
    async () => {
      const [check] = resource.alicloud_nlb_server_group.it.health_check;
      Object.assign(check ?? {}, { health_check_interval: 10 });
      expect((await change()).map((call) => call.changed)).toEqual([['health_check']]);
      await expectNoDifference();
    },
    LIMIT_MS,
  );

  test(
    'leaves a computed block as it is when it is no longer configured',
    async () => {
      resource.alicloud_nlb_server_group.it.health_check = [];
      attached.workspace.write(configuration);
      await expectNoDifference();
    },
    LIMIT_MS,
  );

  test(
    'does not bother the cloud with a change of time limits',
    async () => {
      resource.alicloud_instance.it.timeouts = [{ create: '30m' }];
      expect(await change()).toEqual([]);
      expect(attached.workspace.attributes('alicloud_instance').timeouts).toMatchObject({ create: '30m' });
      await expectNoDifference();
    },
    LIMIT_MS,
  );

  test(
    'replaces what cannot be changed, and what depends on it',
    async () => {
      resource.alicloud_ecs_disk.it.zone_id = 'ap-southeast-1b';
      const calls = await change();
      expect(calls.map(({ operation, id }) => `${operation} ${String(id).replace(/-\d+$/, '')}`)).toEqual([
        'delete alicloud_ecs_disk_attachment',
        'delete alicloud_ecs_disk',
        'create alicloud_ecs_disk',
        'create alicloud_ecs_disk_attachment',
      ]);
      await expectNoDifference();
    },
    LIMIT_MS,
  );

  test(
    'creates again what has gone',
    async () => {
      const { id } = attached.workspace.attributes('alicloud_security_group_rule');
      attached.cloud.resources.delete(String(id));
      expect((await change()).map((call) => call.operation)).toEqual(['create']);
    },
    LIMIT_MS,
  );

  test(
    'imports by id, and the next plan is empty',
    async () => {
      const { id } = attached.workspace.attributes('alicloud_vpc');
      await attached.workspace.succeed('state', 'rm', 'alicloud_vpc.it');
      await attached.workspace.succeed('import', 'alicloud_vpc.it', String(id));
      await expectNoDifference();
      const missing = await attached.workspace.run('import', 'alicloud_vpc.other', 'vpc-none');
      expect(missing.code).toBe(1);
    },
    LIMIT_MS,
  );

  test(
    'destroys everything',
    async () => {
      await attached.workspace.succeed('destroy', '-auto-approve');
      expect(attached.cloud.resources.size).toBe(0);
      expect((await attached.workspace.run('state', 'list')).text).toBe('');
    },
    LIMIT_MS,
  );
});
