import schema from '../../../../provider-alicloud/data/schema.json';
import semantics from '../../../../provider-alicloud/data/semantics.json';
import type { Attributes } from '../../../../rehearsal/cloud/model';
import { connectEndpoint, inspect } from '../../../../rehearsal/cloud/model';
import { dataHandlers, resourceHandlers } from '../../../../rehearsal/cloud/model/registry';
import { CONSUMER, id, PUBLIC_KEY, refuses, REGION, World } from './support';

interface Schema {
  attributes?: Record<string, { optional?: boolean; required?: boolean; computed?: boolean }>;
  block_types?: Record<string, unknown>;
}

const provider = Object.values(schema.provider_schemas)[0] as unknown as {
  resource_schemas: Record<string, { block: Schema }>;
  data_source_schemas: Record<string, { block: Schema }>;
};
const types = Object.keys(provider.resource_schemas);
const forceNew = (type: string): string[] =>
  (semantics.resources as Record<string, { force_new_list: string[] }>)[type]?.force_new_list ?? [];

/** Makes one of a type, and what it needs. */
const makers: Record<string, (world: World) => Promise<Attributes>> = {
  alicloud_vpc: (world) => world.vpc(),
  alicloud_vswitch: async (world) => world.vswitch(await world.vpc(), 'a'),
  alicloud_security_group: async (world) => world.securityGroup(await world.vpc()),
  alicloud_security_group_rule: async (world) =>
    world.make('security_group_rule', {
      security_group_id: id(await world.securityGroup(await world.vpc())),
      type: 'ingress',
      ip_protocol: 'tcp',
      port_range: '9092/9092',
      cidr_ip: '10.0.0.0/16',
    }),
  alicloud_ecs_key_pair: (world) =>
    world.make('ecs_key_pair', { key_pair_name: 'ops', public_key: PUBLIC_KEY }),
  alicloud_ecs_deployment_set: (world) =>
    world.make('ecs_deployment_set', { deployment_set_name: 'brokers' }),
  alicloud_ecs_disk: (world) =>
    world.make('ecs_disk', { disk_name: 'data', zone_id: `${REGION}a`, size: 100, category: 'cloud_essd' }),
  alicloud_instance: async (world) => {
    const { a, group } = await world.network();
    return world.instance(a, group);
  },
  alicloud_ecs_disk_attachment: async (world) => {
    const { a, group } = await world.network();
    const instance = await world.instance(a, group);
    const disk = await world.make('ecs_disk', { zone_id: `${REGION}a`, size: 100, category: 'cloud_essd' });
    return world.make('ecs_disk_attachment', { disk_id: id(disk), instance_id: id(instance) });
  },
  alicloud_nlb_load_balancer: async (world) => {
    const { vpc, a, b, c } = await world.network();
    return world.balancer(vpc, [a, b, c]);
  },
  alicloud_nlb_server_group: async (world) =>
    world.serverGroup(await world.vpc(), { health_check: [{ health_check_type: 'TCP' }] }),
  alicloud_nlb_server_group_server_attachment: async (world) => {
    const { vpc, a, group } = await world.network();
    return world.attach(await world.serverGroup(vpc), await world.instance(a, group));
  },
  alicloud_nlb_listener: async (world) => {
    const { vpc, a, b } = await world.network();
    return world.listen(await world.balancer(vpc, [a, b]), await world.serverGroup(vpc), 9093);
  },
  alicloud_privatelink_vpc_endpoint_service: (world) => world.service(),
  alicloud_privatelink_vpc_endpoint_service_resource: async (world) => {
    const { vpc, a, b } = await world.network();
    return world.serve(await world.service(), await world.balancer(vpc, [a, b]), 'a');
  },
  alicloud_privatelink_vpc_endpoint_service_user: async (world) => world.allow(await world.service()),
  alicloud_privatelink_vpc_endpoint_connection: async (world) => {
    const { service } = await world.published();
    const endpoint = await connectEndpoint(world.cloud, {
      accountId: CONSUMER,
      serviceName: String(service.vpc_endpoint_service_name),
      zones: [`${REGION}a`],
    });
    return world.make('privatelink_vpc_endpoint_connection', {
      service_id: id(service),
      endpoint_id: endpoint.id,
    });
  },
};

test('every type and data source of the provider data is there, and no other', () => {
  expect(Object.keys(resourceHandlers).sort()).toEqual([...types].sort());
  expect(Object.keys(dataHandlers).sort()).toEqual(Object.keys(provider.data_source_schemas).sort());
  expect(Object.keys(makers).sort()).toEqual([...types].sort());
});

describe.each(types)('%s', (type) => {
  const block = provider.resource_schemas[type]?.block ?? {};
  const make = makers[type] as (world: World) => Promise<Attributes>;

  test('answers every attribute, and none that is computed is left open', async () => {
    const made = await make(new World());
    expect(Object.keys(made).sort()).toEqual(
      [...Object.keys(block.attributes ?? {}), ...Object.keys(block.block_types ?? {})].sort(),
    );
    const open = Object.entries(block.attributes ?? {})
      .filter(([name, { computed }]) => computed && made[name] === null)
      .map(([name]) => name);
    expect(open).toEqual([]);
    expect(made.id).toMatch(/./);
  });

  test('reads back what it answered, so a new plan is empty', async () => {
    const world = new World();
    const made = await make(world);
    expect(await world.cloud.read(type, made)).toEqual(made);
    const unchanged = await world.cloud.update(type, made, made, []);
    expect(unchanged).toEqual(made);
  });

  test('is found by its id alone, except for what the provider never reads', async () => {
    const world = new World();
    const made = await make(world);
    const imported = await world.cloud.read(type, { id: made.id ?? null });
    const unread = resourceHandlers[type]?.stateOnly ?? [];
    for (const [name, value] of Object.entries(made)) {
      const expected = unread.includes(name) ? (Array.isArray(value) ? [] : null) : value;
      expect([name, imported?.[name]]).toEqual([name, expected]);
    }
  });

  test('is gone after its deletion, and can be deleted again', async () => {
    const world = new World();
    const made = await make(world);
    await world.cloud.delete(type, made);
    // A consumer's endpoint stays when its acceptance is withdrawn.
    if (type === 'alicloud_privatelink_vpc_endpoint_connection') {
      expect(await world.cloud.read(type, made)).toMatchObject({ status: 'Disconnected' });
    } else {
      expect(await world.cloud.read(type, made)).toBeUndefined();
      expect(inspect(world.cloud).counts[type]).toBeUndefined();
    }
    await world.cloud.delete(type, made);
  });

  test('every attribute that can be set is changed in place, replaced, or known to the state only', () => {
    const handler = resourceHandlers[type];
    const known = [...(handler?.inPlace ?? []), ...(handler?.stateOnly ?? []), ...forceNew(type), 'id'];
    const settable = Object.entries(block.attributes ?? {})
      .filter(([, { optional, required, computed }]) => required || (optional && !computed))
      .map(([name]) => name);
    expect(settable.filter((name) => !known.includes(name))).toEqual([]);
  });

  test('refuses to change in place what needs a new resource', async () => {
    const world = new World();
    const made = await make(world);
    const fixed = forceNew(type).find((name) => !name.includes('.') && name in made);
    if (fixed === undefined) throw new Error(`${type} has nothing that is fixed`);
    await refuses(world.cloud.update(type, made, made, [fixed]), 'OperationDenied.NotModifiable', fixed);
  });

  test('stays unknown to another region', async () => {
    const world = new World();
    const made = await make(world);
    await world.cloud.configure({ region: 'eu-central-1' });
    expect(await world.cloud.read(type, made)).toBeUndefined();
  });
});

const updates: [string, Attributes][] = [
  ['alicloud_vpc', { vpc_name: 'renamed', tags: { team: 'data' } }],
  ['alicloud_vswitch', { vswitch_name: 'renamed', description: 'new text' }],
  ['alicloud_security_group', { inner_access_policy: 'Drop' }],
  ['alicloud_security_group_rule', { description: 'new text' }],
  ['alicloud_ecs_key_pair', { tags: { team: 'data' } }],
  ['alicloud_ecs_deployment_set', { description: 'new text' }],
  ['alicloud_ecs_disk', { size: 200, tags: { team: 'data' } }],
  ['alicloud_instance', { instance_name: 'renamed', deletion_protection: true }],
  ['alicloud_nlb_load_balancer', { cross_zone_enabled: false, load_balancer_name: 'renamed' }],
  ['alicloud_nlb_server_group', { scheduler: 'Rr', server_group_name: 'renamed' }],
  ['alicloud_nlb_server_group_server_attachment', { weight: 0 }],
  ['alicloud_nlb_listener', { idle_timeout: 600, listener_description: 'new text' }],
  ['alicloud_privatelink_vpc_endpoint_service', { auto_accept_connection: true }],
  ['alicloud_privatelink_vpc_endpoint_connection', { bandwidth: 200 }],
];

test.each(updates)('%s takes changes in place', async (type, changes) => {
  const world = new World();
  const made = await (makers[type] as (world: World) => Promise<Attributes>)(world);
  const answered = await world.cloud.update(type, made, { ...made, ...changes }, Object.keys(changes));
  expect(answered).toMatchObject({ id: made.id, ...changes });
  expect(await world.cloud.read(type, { id: made.id ?? null })).toMatchObject(changes);
});

test('an optional attribute that is no longer set is taken away', async () => {
  const world = new World();
  const made = await world.vpc({ description: 'old text', tags: { team: 'data' } });
  const next = await world.update('vpc', made, { description: null, tags: null });
  expect(next).toMatchObject({ description: null, tags: null });
});

test('a change writes only what it changes, whatever else its caller believes', async () => {
  const world = new World();
  const made = await world.vpc();
  await world.update('vpc', made, { description: 'of another client' });
  const next = await world.update('vpc', made, { tags: { team: 'data' } });
  expect(next).toMatchObject({ description: 'of another client', tags: { team: 'data' } });
});

test('changing what is gone is refused', async () => {
  const world = new World();
  const made = await world.vpc();
  await world.delete('vpc', made);
  await refuses(world.update('vpc', made, { description: 'new text' }), 'ResourceNotFound');
});

test('a dry run is refused on every apply', async () => {
  await refuses(new World().vpc({ dry_run: true }), 'DryRunOperation', 'dry_run');
});

test.each(['vpc_name', 'name'])('%s is the same setting under two names', async (name) => {
  const world = new World();
  const next = await world.update('vpc', await world.vpc(), { [name]: 'renamed' });
  expect(next).toMatchObject({ vpc_name: 'renamed', name: 'renamed' });
});

test('time limits are no business of the cloud', async () => {
  const world = new World();
  const made = await world.vpc({ timeouts: { create: '5m' } });
  expect(made.timeouts).toBeNull();
  expect(await world.update('vpc', made, { timeouts: { create: '9m' } })).toEqual(made);
  expect(world.events()).toEqual(['vpc.created']);
});

describe('quotas', () => {
  test('150 vSwitches in a VPC', async () => {
    const world = new World();
    const vpc = await world.vpc();
    const add = (index: number) => world.vswitch(vpc, 'a', { cidr_block: `10.0.${String(index)}.0/24` });
    for (let index = 0; index < 150; index += 1) await add(index);
    await refuses(add(150), 'QuotaExceeded.VSwitch');
  });

  test('200 rules in a security group', async () => {
    const world = new World();
    const group = await world.securityGroup(await world.vpc());
    const add = (port: number) =>
      world.make('security_group_rule', {
        security_group_id: id(group),
        type: 'ingress',
        ip_protocol: 'tcp',
        port_range: `${String(port)}/${String(port)}`,
        cidr_ip: '10.0.0.0/16',
      });
    for (let port = 1; port <= 200; port += 1) await add(port);
    await refuses(add(201), 'QuotaExceeded.SecurityGroupRule');
  });

  test('200 endpoint services', async () => {
    const world = new World();
    for (let count = 0; count < 200; count += 1) await world.service();
    await refuses(world.service(), 'QuotaExceeded.EndpointService');
  });

  test('100 resources of a service in a zone', async () => {
    const world = new World();
    const service = await world.service({ service_resource_type: 'slb' });
    const add = (index: number, letter: string) =>
      world.make('privatelink_vpc_endpoint_service_resource', {
        service_id: id(service),
        resource_id: `lb-${String(index)}`,
        resource_type: 'slb',
        zone_id: `${REGION}${letter}`,
      });
    for (let index = 0; index < 100; index += 1) await add(index, 'a');
    await refuses(add(100, 'a'), 'QuotaExceeded.ServiceResource');
    expect(await add(100, 'b')).toMatchObject({ id: `${id(service)}:lb-100` });
  });

  test('3000 server groups in a region', async () => {
    const world = new World();
    const vpc = await world.vpc();
    await Promise.all(Array.from({ length: 3000 }, () => world.serverGroup(vpc)));
    await refuses(world.serverGroup(vpc), 'QuotaExceeded.ServerGroupsNum');
  });
});
