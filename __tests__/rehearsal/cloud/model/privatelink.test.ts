import type { Attributes, Endpoint } from '../../../../rehearsal/cloud/model';
import {
  acceptEndpoint,
  connectEndpoint,
  deleteEndpoint,
  disconnectEndpoint,
  inspect,
  OWN_ACCOUNT,
  setPrivateLinkOpened,
} from '../../../../rehearsal/cloud/model';
import { CONSUMER, id, refuses, REGION, World } from './support';

function connect(
  world: World,
  service: Attributes,
  extra: Partial<Parameters<typeof connectEndpoint>[1]> = {},
): Promise<Endpoint> {
  return connectEndpoint(world.cloud, {
    accountId: CONSUMER,
    serviceName: String(service.vpc_endpoint_service_name),
    zones: [`${REGION}a`],
    ...extra,
  });
}

const status = (world: World, endpoint: Endpoint) =>
  inspect(world.cloud).endpoints.find((each) => each.id === endpoint.id)?.status;

describe('PrivateLink', () => {
  test('is opened once, and only when it is asked for', async () => {
    const world = new World({ account: { privateLinkOpened: false } });
    await refuses(world.service(), 'PrivateLinkNotOpened');
    expect(await world.cloud.readData('alicloud_privatelink_service', { enable: 'Off' })).toMatchObject({
      status: '',
    });
    await refuses(world.service(), 'PrivateLinkNotOpened');
    const opened = await world.cloud.readData('alicloud_privatelink_service', { enable: 'On' });
    expect(opened).toMatchObject({ status: 'Opened', enable: 'On' });
    await world.cloud.readData('alicloud_privatelink_service', { enable: 'On' });
    expect(world.events()).toEqual(['privatelink.opened']);
    expect(await world.cloud.readData('alicloud_privatelink_service', { enable: 'Off' })).toMatchObject({
      id: 'PrivateLinkServiceHasNotBeenOpened', // it is, but without "On" nobody is asked
    });
    expect(await world.service()).toMatchObject({ status: 'Active' });
    await setPrivateLinkOpened(world.cloud, false);
    await refuses(world.service(), 'PrivateLinkNotOpened');
  });
});

describe('endpoint service', () => {
  test('is named after its region and id', async () => {
    const service = await new World().service();
    expect(service).toMatchObject({
      id: expect.stringMatching(/^epsrv-t4n[a-z0-9]{17}$/) as string,
      vpc_endpoint_service_name: `com.aliyuncs.privatelink.${REGION}.${id(service)}`,
      service_domain: `${id(service)}.${REGION}.privatelink.aliyuncs.com`,
      payer: 'Endpoint',
      service_business_status: 'Normal',
    });
  });

  test('is of the kind slb by default', async () => {
    expect(await new World().service({ service_resource_type: null })).toMatchObject({
      service_resource_type: 'slb',
    });
  });

  test('takes an inline NLB only once, in whatever zones it is named', async () => {
    const world = new World();
    const { vpc, a, b } = await world.network();
    const balancer = await world.balancer(vpc, [a, b]);
    const block = (letter: string) => ({
      resource_id: id(balancer),
      resource_type: 'nlb',
      zone_id: `${REGION}${letter}`,
    });
    const service = await world.service({ resource: [block('a'), block('b')] });
    expect(inspect(world.cloud).endpointServices[0]?.resources).toHaveLength(1);
    await world.delete('privatelink_vpc_endpoint_service', service);
    expect(inspect(world.cloud).counts.alicloud_privatelink_vpc_endpoint_service_resource).toBeUndefined();
  });

  test('adds and removes inline resources', async () => {
    const world = new World();
    const { vpc, a, b } = await world.network();
    const block = {
      resource_id: id(await world.balancer(vpc, [a, b])),
      resource_type: 'nlb',
      zone_id: `${REGION}a`,
    };
    const service = await world.service();
    const having = await world.update('privatelink_vpc_endpoint_service', service, { resource: [block] });
    expect(inspect(world.cloud).endpointServices[0]?.resources).toHaveLength(1);
    await world.update('privatelink_vpc_endpoint_service', having, { resource: [] });
    expect(inspect(world.cloud).endpointServices[0]?.resources).toHaveLength(0);
  });

  test('stays while it has resources or connected endpoints; its whitelist goes with it', async () => {
    const world = new World();
    const { service, user } = await world.published();
    const endpoint = await connect(world, service);
    await acceptEndpoint(world.cloud, endpoint.id);
    await refuses(
      world.delete('privatelink_vpc_endpoint_service', service),
      'EndpointServiceConnectionDependence',
    );
    await disconnectEndpoint(world.cloud, endpoint.id);
    await refuses(
      world.delete('privatelink_vpc_endpoint_service', service),
      'EndpointServiceResourceDependence',
    );
    for (const letter of ['a', 'b']) {
      const balancer = inspect(world.cloud).loadBalancers[0]?.id ?? '';
      await world.delete('privatelink_vpc_endpoint_service_resource', {
        id: `${id(service)}:${balancer}:${REGION}${letter}`,
      });
    }
    await world.delete('privatelink_vpc_endpoint_service', service);
    expect(await world.read('privatelink_vpc_endpoint_service_user', user)).toBeUndefined();
  });
});

describe('resource of a service', () => {
  test('is known by service, NLB and zone', async () => {
    const world = new World();
    const { vpc, a, b } = await world.network();
    const balancer = await world.balancer(vpc, [a, b]);
    const service = await world.service();
    const resource = await world.serve(service, balancer, 'a');
    expect(resource.id).toBe(`${id(service)}:${id(balancer)}:${REGION}a`);
    await refuses(world.serve(service, balancer, 'a'), 'EndpointServiceResourceAlreadyExist');
    await refuses(world.serve(service, balancer, 'c'), 'InvalidZoneId.NotMatch', 'zone_id');
    await refuses(world.serve(service, { id: 'nlb-none' }, 'a'), 'ResourceNotFound.LoadBalancer');
    await refuses(world.serve({ id: 'epsrv-none' }, balancer, 'a'), 'EndpointServiceNotFound');
    const classic = await world.service({ service_resource_type: 'slb', service_description: 'classic' });
    await refuses(world.serve(classic, balancer, 'a'), 'InvalidResourceType.Mismatch', 'resource_type');
  });

  test('without its zone is lost as soon as it is made', async () => {
    const world = new World();
    const { vpc, a, b } = await world.network();
    const resource = await world.make('privatelink_vpc_endpoint_service_resource', {
      service_id: id(await world.service()),
      resource_id: id(await world.balancer(vpc, [a, b])),
      resource_type: 'nlb',
    });
    expect(resource.id).toMatch(/:$/);
    expect(await world.read('privatelink_vpc_endpoint_service_resource', resource)).toBeUndefined();
  });

  test('stays while an endpoint is connected in its zone', async () => {
    const world = new World();
    const { service, balancer } = await world.published();
    const endpoint = await connect(world, service, { zones: [`${REGION}a`] });
    await acceptEndpoint(world.cloud, endpoint.id);
    const resource = (letter: string) => ({ id: `${id(service)}:${id(balancer)}:${REGION}${letter}` });
    await refuses(
      world.delete('privatelink_vpc_endpoint_service_resource', resource('a')),
      'EndpointServiceConnectionDependence',
    );
    await world.delete('privatelink_vpc_endpoint_service_resource', resource('b'));
    await deleteEndpoint(world.cloud, endpoint.id);
    await world.delete('privatelink_vpc_endpoint_service_resource', resource('a'));
  });
});

test('the whitelist takes account ids, each once', async () => {
  const world = new World();
  const service = await world.service();
  const user = await world.allow(service);
  expect(user.id).toBe(`${id(service)}:${CONSUMER}`);
  await refuses(world.allow(service), 'EndpointServiceUserAlreadyExist', 'user_id');
  await refuses(world.allow(service, 'me@example.com'), 'InvalidUserId.Malformed', 'user_id');
  await refuses(world.allow({ id: 'epsrv-none' }), 'EndpointServiceNotFound', 'service_id');
});

describe('a consumer', () => {
  test('is refused unless whitelisted; the owner always is', async () => {
    const world = new World();
    const { service, user } = await world.published();
    await refuses(connect(world, service, { accountId: '9999888877776666' }), 'EndpointServiceNotAuthorized');
    await world.delete('privatelink_vpc_endpoint_service_user', user);
    await refuses(connect(world, service), 'EndpointServiceNotAuthorized');
    expect(await connect(world, service, { accountId: OWN_ACCOUNT })).toMatchObject({ status: 'Pending' });
    expect(world.events().filter((name) => name === 'endpoint.created')).toHaveLength(1);
  });

  test('names a service that exists in its region, and zones that it serves', async () => {
    const world = new World();
    const { service } = await world.published();
    await refuses(
      connect(world, service, { serviceName: 'com.aliyuncs.privatelink.x.y' }),
      'EndpointServiceNotFound',
    );
    await refuses(
      connect(world, service, { zones: [`${REGION}a`, `${REGION}c`] }),
      'EndpointServiceZoneNotSupported',
    );
    await refuses(connect(world, service, { zones: [] }), 'EndpointServiceZoneNotSupported');
    await world.cloud.configure({ region: 'eu-central-1' });
    await refuses(connect(world, service), 'EndpointServiceNotFound');
  });

  test('waits until the console accepts, and can be cut off and accepted again', async () => {
    const world = new World();
    const { service } = await world.published();
    const endpoint = await connect(world, service);
    expect(endpoint).toMatchObject({ status: 'Pending', serviceId: service.id, accountId: CONSUMER });
    expect(await acceptEndpoint(world.cloud, endpoint.id)).toMatchObject({ status: 'Connected' });
    await refuses(acceptEndpoint(world.cloud, endpoint.id), 'EndpointConnectionOperationDenied');
    expect(await disconnectEndpoint(world.cloud, endpoint.id)).toMatchObject({ status: 'Disconnected' });
    await acceptEndpoint(world.cloud, endpoint.id);
    await deleteEndpoint(world.cloud, endpoint.id);
    await refuses(deleteEndpoint(world.cloud, endpoint.id), 'EndpointNotFound');
    expect(world.events({ id: endpoint.id })).toEqual([
      'endpoint.created',
      'endpoint.pending',
      'endpoint.connecting',
      'endpoint.connected',
      'endpoint.disconnected',
      'endpoint.connecting',
      'endpoint.connected',
      'endpoint.deleted',
    ]);
  });

  test('is accepted at once where the service accepts by itself', async () => {
    const world = new World();
    const { service } = await world.published({ auto_accept_connection: true });
    expect(await connect(world, service)).toMatchObject({ status: 'Connected' });
  });

  test('is accepted by the managed acceptance, and disconnected by its destruction', async () => {
    const world = new World();
    const { service } = await world.published();
    const endpoint = await connect(world, service);
    const accepted = await world.make('privatelink_vpc_endpoint_connection', {
      service_id: id(service),
      endpoint_id: endpoint.id,
      bandwidth: 500,
    });
    expect(accepted).toMatchObject({
      id: `${id(service)}:${endpoint.id}`,
      status: 'Connected',
      bandwidth: 500,
    });
    await world.delete('privatelink_vpc_endpoint_connection', accepted);
    expect(status(world, endpoint)).toBe('Disconnected');
  });

  test('is not accepted for a service that it did not ask', async () => {
    const world = new World();
    const { service } = await world.published();
    const endpoint = await connect(world, service);
    const other = await world.service({ service_description: 'other' });
    const accept = (serviceId: string, endpointId: string) =>
      world.make('privatelink_vpc_endpoint_connection', { service_id: serviceId, endpoint_id: endpointId });
    await refuses(accept(id(other), endpoint.id), 'EndpointConnectionNotFound');
    await refuses(accept('epsrv-none', endpoint.id), 'EndpointServiceNotFound');
    await refuses(accept(id(service), 'ep-none'), 'EndpointNotFound');
    expect(status(world, endpoint)).toBe('Pending');
  });

  test('that never was accepted does not keep the service', async () => {
    const world = new World();
    const { service, balancer } = await world.published();
    const endpoint = await connect(world, service);
    for (const letter of ['a', 'b']) {
      await world.delete('privatelink_vpc_endpoint_service_resource', {
        id: `${id(service)}:${id(balancer)}:${REGION}${letter}`,
      });
    }
    await world.delete('privatelink_vpc_endpoint_service', service);
    expect(status(world, endpoint)).toBe('Disconnected');
  });

  test('has an address in each zone, its own or given ones', async () => {
    const world = new World();
    const { service } = await world.published();
    const zones = [`${REGION}a`, `${REGION}b`];
    const first = await connect(world, service, { zones });
    const second = await connect(world, service, {
      zones,
      addresses: { [`${REGION}b`]: '172.16.9.9' },
      vpcId: 'vpc-mine',
    });
    const addresses = [...first.zones, ...second.zones].map((each) => each.address);
    expect(new Set(addresses).size).toBe(4);
    expect(second).toMatchObject({
      vpcId: 'vpc-mine',
      zones: [{}, { zone: `${REGION}b`, address: '172.16.9.9' }],
    });
    expect(second.id).not.toBe(first.id);
  });
});
