import { inspect, type Attributes } from '../../../../rehearsal/cloud/model';
import { id, refuses, REGION, World } from './support';

const zone = (letter: string, vswitch: Attributes, extra: Attributes = {}): Attributes => ({
  zone_id: `${REGION}${letter}`,
  vswitch_id: id(vswitch),
  ...extra,
});

describe('load balancer', () => {
  test('gets a name and, in each zone, an interface with an address', async () => {
    const world = new World();
    const { vpc, a, b, c } = await world.network();
    const balancer = await world.balancer(vpc, [a, b, c]);
    expect(balancer).toMatchObject({
      id: expect.stringMatching(/^nlb-t4n[a-z0-9]{17}$/) as string,
      dns_name: `${id(balancer)}.${REGION}.nlb.aliyuncs.com`,
      cross_zone_enabled: true,
      status: 'Active',
      zone_mappings: ['a', 'b', 'c'].map((letter, index) => ({
        zone_id: `${REGION}${letter}`,
        private_ipv4_address: `10.0.${String(index + 1)}.1`,
        eni_id: expect.stringMatching(/^eni-/) as string,
        status: 'Active',
      })),
    });
  });

  test.each<[string, (v: { a: Attributes; b: Attributes }) => Attributes[]]>([
    ['InvalidParameter.ZoneMappings', ({ a }) => [zone('a', a)]],
    ['InvalidParameter.ZoneMappings', ({ a }) => [zone('a', a), zone('a', a)]],
    ['InvalidParameter.ZoneMismatch', ({ a, b }) => [zone('a', b), zone('b', a)]],
    ['InvalidZoneId.NotFound', ({ a, b }) => [zone('a', a), zone('e', b)]],
    ['ResourceNotFound.VSwitch', ({ a }) => [zone('a', a), zone('b', { id: 'vsw-none' })]],
    [
      'InvalidPrivateIpAddress.Unusable',
      ({ a, b }) => [zone('a', a, { private_ipv4_address: '10.0.1.254' }), zone('b', b)],
    ],
  ])('is refused: %s', async (code, mappings) => {
    const world = new World();
    const { vpc, a, b } = await world.network();
    await refuses(world.balancer(vpc, [], { zone_mappings: mappings({ a, b }) }), code);
  });

  test('stays within its VPC', async () => {
    const world = new World();
    const { a, b, group } = await world.network();
    const other = await world.vpc({ vpc_name: 'other' });
    await refuses(world.balancer(other, [a, b]), 'InvalidParameter.VpcMismatch', 'zone_mappings');
    await refuses(world.balancer({ id: 'vpc-none' }, [a, b]), 'ResourceNotFound.Vpc', 'vpc_id');
    const far = await world.vpc({ vpc_name: 'third' });
    const own = [await world.vswitch(far, 'a'), await world.vswitch(far, 'b')];
    await refuses(
      world.balancer(far, own, { security_group_ids: [id(group)] }),
      'InvalidParameter.VpcMismatch',
      'security_group_ids',
    );
  });

  test('does not take an address from an instance, nor an instance from it', async () => {
    const world = new World();
    const { vpc, a, b, group } = await world.network();
    await world.instance(a, group, { private_ip: '10.0.1.1' });
    const balancer = await world.balancer(vpc, [a, b]);
    expect(balancer.zone_mappings).toMatchObject([
      { private_ipv4_address: '10.0.1.2' },
      { private_ipv4_address: '10.0.2.1' },
    ]);
    await refuses(world.instance(b, group, { private_ip: '10.0.2.1' }), 'InvalidPrivateIpAddress.Duplicated');
  });

  test('keeps the addresses of its zones when one joins', async () => {
    const world = new World();
    const { vpc, a, b, c, group } = await world.network();
    const early = await world.instance(a, group);
    const balancer = await world.balancer(vpc, [a, b]);
    await world.delete('instance', early);
    const next = await world.update('nlb_load_balancer', balancer, {
      zone_mappings: [zone('c', c), zone('a', a), zone('b', b)],
    });
    expect(next.zone_mappings).toMatchObject([
      { private_ipv4_address: '10.0.3.1' },
      { private_ipv4_address: '10.0.1.2' },
      { private_ipv4_address: '10.0.2.1' },
    ]);
  });

  test('does not leave a zone in which an endpoint service uses it', async () => {
    const world = new World();
    const { vpc, a, b, c } = await world.network();
    const balancer = await world.balancer(vpc, [a, b, c]);
    await world.serve(await world.service(), balancer, 'c');
    const without = (gone: string) =>
      world.update('nlb_load_balancer', balancer, {
        zone_mappings: [zone('a', a), zone('b', b), zone('c', c)].filter(
          (each) => each.zone_id !== `${REGION}${gone}`,
        ),
      });
    await refuses(without('c'), 'OperationDenied.ZoneInUse', 'zone_mappings');
    expect((await without('b')).zone_mappings).toHaveLength(2);
  });

  test('has public addresses when it faces the internet', async () => {
    const world = new World();
    const { vpc, a, b } = await world.network();
    const balancer = await world.balancer(vpc, [a, b]);
    const open = await world.update('nlb_load_balancer', balancer, { address_type: 'Internet' });
    const [first] = open.zone_mappings as Attributes[];
    expect(first?.public_ipv4_address).toMatch(/^192\.0\.2\.\d+$/);
  });

  test.each<[string, Attributes]>([
    ['attribute', { deletion_protection_enabled: true }],
    ['block', { deletion_protection_config: [{ enabled: true, reason: 'kafka' }] }],
    [
      'block against attribute',
      { deletion_protection_enabled: false, deletion_protection_config: [{ enabled: true }] },
    ],
  ])('is not deleted while protected by %s', async (_name, protection) => {
    const world = new World();
    const { vpc, a, b } = await world.network();
    const balancer = await world.balancer(vpc, [a, b], protection);
    await refuses(world.delete('nlb_load_balancer', balancer), 'OperationDenied.DeletionProtection');
    const open = await world.update('nlb_load_balancer', balancer, {
      deletion_protection_enabled: false,
      deletion_protection_config: [{ enabled: false }],
    });
    await world.delete('nlb_load_balancer', open);
  });

  test('goes only after the endpoint service let go of it, and takes its listeners along', async () => {
    const world = new World();
    const { vpc, a, b } = await world.network();
    const balancer = await world.balancer(vpc, [a, b]);
    const group = await world.serverGroup(vpc);
    const listener = await world.listen(balancer, group, 9093);
    const resource = await world.serve(await world.service(), balancer, 'a');
    await refuses(world.delete('nlb_load_balancer', balancer), 'ResourceInUse.LoadBalancer');
    await world.delete('privatelink_vpc_endpoint_service_resource', resource);
    await world.delete('nlb_load_balancer', balancer);
    expect(world.events(listener)).toEqual(['listener.created', 'listener.deleted']);
    expect(await world.read('nlb_server_group', group)).toBeDefined();
  });

  test('number 61 is over the quota', async () => {
    const world = new World();
    const { vpc, a, b } = await world.network();
    for (let count = 0; count < 60; count += 1) await world.balancer(vpc, [a, b]);
    await refuses(world.balancer(vpc, [a, b]), 'QuotaExceeded.LoadBalancersNum');
  });
});

test('the view shows what the balancer forwards to', async () => {
  const world = new World();
  const { vpc, a, b, group } = await world.network();
  const balancer = await world.balancer(vpc, [a, b]);
  const servers = await world.serverGroup(vpc);
  const instance = await world.instance(a, group);
  await world.listen(balancer, servers, 9093, { idle_timeout: 600 });
  await world.attach(servers, instance);
  expect(inspect(world.cloud).loadBalancers).toMatchObject([
    {
      id: balancer.id,
      crossZone: true,
      listeners: [
        {
          port: 9093,
          idleTimeout: 600,
          serverGroup: {
            preserveClientIp: false,
            servers: [{ serverId: instance.id, address: instance.private_ip, port: 39092, weight: 100 }],
          },
        },
      ],
    },
  ]);
});
