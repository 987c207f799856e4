import type { Attributes } from '../../../../rehearsal/cloud/model';
import { id, refuses, REGION, World } from './support';

describe('server group', () => {
  test('answers what the API sets', async () => {
    const world = new World();
    const group = await world.make('nlb_server_group', {
      server_group_name: 'broker-1',
      vpc_id: id(await world.vpc()),
      health_check: [{ health_check_interval: 5, health_check_connect_port: null }],
    });
    expect(group).toMatchObject({
      preserve_client_ip_enabled: true,
      protocol: 'TCP',
      scheduler: 'Wrr',
      server_group_type: 'Instance',
      health_check: [{ health_check_interval: 5, health_check_type: 'TCP', healthy_threshold: 2 }],
    });
  });

  test.each([4, 51])('checks health in no interval of %i seconds', async (seconds) => {
    const world = new World();
    const health = { health_check: [{ health_check_interval: seconds }] };
    await refuses(world.serverGroup(await world.vpc(), health), 'InvalidParameter.HealthCheckInterval');
  });

  test('stays while a listener forwards to it; its servers go with it', async () => {
    const world = new World();
    const { vpc, a, b, group } = await world.network();
    const servers = await world.serverGroup(vpc);
    const server = await world.attach(servers, await world.instance(a, group));
    const listener = await world.listen(await world.balancer(vpc, [a, b]), servers, 9093);
    await refuses(world.delete('nlb_server_group', servers), 'ResourceInUse.ServerGroup');
    await world.delete('nlb_listener', listener);
    await world.delete('nlb_server_group', servers);
    expect(world.events(server)).toEqual(['server.created', 'server.deleted']);
  });
});

describe('server', () => {
  test('has the id of the provider, and defaults', async () => {
    const world = new World();
    const { vpc, a, group } = await world.network();
    const servers = await world.serverGroup(vpc);
    const instance = await world.instance(a, group);
    const server = await world.attach(servers, instance, { server_ip: null });
    expect(server).toMatchObject({
      id: `${id(servers)}_${id(instance)}_10.0.1.1_Ecs_39092`,
      server_ip: '10.0.1.1',
      weight: 100,
      zone_id: `${REGION}a`,
      status: 'Available',
    });
    await refuses(world.attach(servers, instance), 'ResourceAlreadyExist.BackendServer');
    expect(await world.attach(servers, instance, { port: 39093 })).toMatchObject({ port: 39093 });
  });

  test.each<[string, string, Attributes]>([
    ['ResourceNotFound.ServerGroup', 'server_group_id', { server_group_id: 'sgp-none' }],
    ['ResourceNotFound.BackendServer', 'server_id', { server_id: 'i-none' }],
    ['InvalidParameter.ServerIp', 'server_ip', { server_ip: '10.0.1.9' }],
    ['InvalidParameter.ServerType', 'server_type', { server_type: 'Ip' }],
    ['InvalidParameter.Port', 'port', { port: 0 }],
    ['InvalidParameter.Weight', 'weight', { weight: 101 }],
  ])('is refused: %s', async (code, attribute, extra) => {
    const world = new World();
    const { vpc, a, group } = await world.network();
    const servers = await world.serverGroup(vpc);
    await refuses(world.attach(servers, await world.instance(a, group), extra), code, attribute);
  });

  test('is in the VPC of its group', async () => {
    const world = new World();
    const { a, group } = await world.network();
    const far = await world.serverGroup(await world.vpc({ vpc_name: 'other' }));
    await refuses(world.attach(far, await world.instance(a, group)), 'InvalidParameter.VpcMismatch');
  });

  test('may be a network interface, with the address that it has', async () => {
    const world = new World();
    const { vpc, a, group } = await world.network();
    const servers = await world.serverGroup(vpc);
    const instance = await world.instance(a, group);
    const card = { ...instance, id: instance.network_interface_id ?? null };
    expect(await world.attach(servers, card, { server_type: 'Eni' })).toMatchObject({
      id: `${id(servers)}_${id(card)}_10.0.1.1_Eni_39092`,
      server_ip: '10.0.1.1',
    });
    const elsewhere = { ...card, private_ip: '10.0.1.9' };
    await refuses(world.attach(servers, elsewhere, { server_type: 'Eni' }), 'InvalidParameter.ServerIp');
    const nobody = { ...card, id: 'eni-none' };
    await refuses(world.attach(servers, nobody, { server_type: 'Eni' }), 'ResourceNotFound.BackendServer');
    await refuses(world.attach(servers, card, { server_type: 'Ip' }), 'InvalidParameter.ServerType');
  });

  test('may be an address in a group of addresses', async () => {
    const world = new World();
    const servers = await world.serverGroup(await world.vpc(), { server_group_type: 'Ip' });
    const server = { id: '10.9.9.9', private_ip: '10.9.9.9' };
    expect(await world.attach(servers, server, { server_type: 'Ip' })).toMatchObject({
      server_ip: '10.9.9.9',
    });
    await refuses(world.attach(servers, { id: 'i-1' }, { server_type: 'Ip' }), 'InvalidParameter.ServerIp');
  });

  test('stays when its instance is released', async () => {
    const world = new World();
    const { vpc, a, group } = await world.network();
    const instance = await world.instance(a, group);
    const server = await world.attach(await world.serverGroup(vpc), instance);
    await world.delete('instance', instance);
    expect(await world.read('nlb_server_group_server_attachment', server)).toMatchObject({
      server_ip: '10.0.1.1',
    });
  });

  test('number 401 of a group is over the quota, and so is the 201st membership', async () => {
    const world = new World();
    const vpc = await world.vpc();
    const servers = await world.serverGroup(vpc, { server_group_type: 'Ip' });
    const add = (server: string, port: number) =>
      world.attach(servers, { id: server, private_ip: server }, { server_type: 'Ip', port });
    await Promise.all(Array.from({ length: 200 }, (_, index) => add('10.9.9.9', index + 1)));
    await refuses(add('10.9.9.9', 201), 'QuotaExceeded.ServerAddedNum');
    await Promise.all(Array.from({ length: 200 }, (_, index) => add('10.9.9.8', index + 1)));
    await refuses(add('10.9.9.7', 1), 'QuotaExceeded.ServersNum');
  });
});

describe('listener', () => {
  async function balanced(): Promise<{
    world: World;
    vpc: Attributes;
    balancer: Attributes;
    group: Attributes;
  }> {
    const world = new World();
    const { vpc, a, b } = await world.network();
    return { world, vpc, balancer: await world.balancer(vpc, [a, b]), group: await world.serverGroup(vpc) };
  }

  test('names its port in its id', async () => {
    const { world, balancer, group } = await balanced();
    expect(await world.listen(balancer, group, 9093)).toMatchObject({
      id: expect.stringMatching(/^lsn-t4n[a-z0-9]{17}@9093$/) as string,
      idle_timeout: 900,
      proxy_protocol_enabled: false,
      status: 'Running',
    });
  });

  test('has its port to itself; UDP is another port', async () => {
    const { world, vpc, balancer, group } = await balanced();
    await world.listen(balancer, group, 9093);
    await refuses(world.listen(balancer, group, 9093), 'ResourceAlreadyExist.Listener', 'listener_port');
    const tls = { listener_protocol: 'TCPSSL', certificate_ids: ['cert'] };
    await refuses(world.listen(balancer, group, 9093, tls), 'ResourceAlreadyExist.Listener', 'listener_port');
    const udp = await world.serverGroup(vpc, { protocol: 'UDP', server_group_name: 'udp' });
    expect(await world.listen(balancer, udp, 9093, { listener_protocol: 'UDP' })).toMatchObject({
      listener_port: 9093,
    });
  });

  test.each<[string, Attributes, Attributes]>([
    ['InvalidParameter.ProtocolMismatch', { protocol: 'UDP' }, {}],
    ['InvalidParameter.ProtocolMismatch', {}, { listener_protocol: 'UDP' }],
    ['MissingParameter.CertificateIds', {}, { listener_protocol: 'TCPSSL' }],
    [
      'OperationDenied.PreserveClientIp',
      { preserve_client_ip_enabled: true },
      { listener_protocol: 'TCPSSL', certificate_ids: ['cert'] },
    ],
    ['InvalidParameter.ListenerPort', {}, { listener_port: 0 }],
    ['ResourceNotFound.ServerGroup', {}, { server_group_id: 'sgp-none' }],
    ['ResourceNotFound.LoadBalancer', {}, { load_balancer_id: 'nlb-none' }],
  ])('is refused: %s', async (code, groupExtra, extra) => {
    const { world, vpc, balancer } = await balanced();
    const group = await world.serverGroup(vpc, groupExtra);
    await refuses(world.listen(balancer, group, 9093, extra), code);
  });

  test('forwards within its VPC, also after a change', async () => {
    const { world, balancer, group } = await balanced();
    const far = await world.serverGroup(await world.vpc({ vpc_name: 'other' }));
    await refuses(world.listen(balancer, far, 9093), 'InvalidParameter.VpcMismatch', 'server_group_id');
    const listener = await world.listen(balancer, group, 9093);
    await refuses(
      world.update('nlb_listener', listener, { server_group_id: id(far) }),
      'InvalidParameter.VpcMismatch',
    );
  });

  test('serves TLS from a TCP group, which then cannot begin to preserve client addresses', async () => {
    const { world, balancer, group } = await balanced();
    const tls = { listener_protocol: 'TCPSSL', certificate_ids: ['cert'] };
    expect(await world.listen(balancer, group, 9093, tls)).toMatchObject({ listener_protocol: 'TCPSSL' });
    await refuses(
      world.update('nlb_server_group', group, { preserve_client_ip_enabled: true }),
      'OperationDenied.PreserveClientIp',
    );
  });

  test('is stopped and started', async () => {
    const { world, balancer, group } = await balanced();
    const listener = await world.listen(balancer, group, 9093);
    const stopped = await world.update('nlb_listener', listener, { status: 'Stopped' });
    await world.update('nlb_listener', stopped, { status: 'Running' });
    expect(world.events(listener)).toEqual([
      'listener.created',
      'listener.stopped',
      'listener.updated',
      'listener.started',
      'listener.updated',
    ]);
  });

  test('number 51 is over the quota of its load balancer, and of its group', async () => {
    const { world, vpc, balancer, group } = await balanced();
    const other = await world.serverGroup(vpc, { server_group_name: 'other' });
    await Promise.all(Array.from({ length: 50 }, (_, index) => world.listen(balancer, group, 9092 + index)));
    await refuses(world.listen(balancer, other, 9999), 'QuotaExceeded.ListenersNum');
    const second = await world.balancer(vpc, [
      await world.vswitch(vpc, 'a', { cidr_block: '10.0.8.0/24' }),
      await world.vswitch(vpc, 'b', { cidr_block: '10.0.9.0/24' }),
    ]);
    await refuses(world.listen(second, group, 9092), 'QuotaExceeded.ListenersNum');
  });
});
