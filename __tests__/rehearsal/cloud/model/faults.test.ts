import type { Fault } from '../../../../rehearsal/cloud/model';
import { addFault, clearFaults, inspect, openCloud, readOperations } from '../../../../rehearsal/cloud/model';
import { id, refuses, World } from './support';

const failing = (fault: Partial<Fault>): Fault => ({ operation: 'create', type: 'alicloud_vpc', ...fault });

describe('a fault', () => {
  test('is met once by default, and then is gone', async () => {
    const world = new World();
    await addFault(world.cloud, failing({ code: 'InternalError' }));
    await refuses(world.vpc(), 'InternalError');
    expect(inspect(world.cloud).counts).toEqual({});
    expect(await world.vpc()).toMatchObject({ status: 'Available' });
  });

  test('is met N times, or always until it is cleared', async () => {
    const world = new World();
    await addFault(world.cloud, failing({ times: 2 }));
    for (let count = 0; count < 2; count += 1) await refuses(world.vpc(), 'ServiceUnavailable');
    await world.vpc();
    await addFault(world.cloud, failing({ times: 'always' }));
    for (let count = 0; count < 3; count += 1) await refuses(world.vpc(), 'ServiceUnavailable');
    await clearFaults(world.cloud);
    await world.vpc();
    expect(inspect(world.cloud).counts).toEqual({ alicloud_vpc: 2 });
  });

  test('is met by the nth call, by calls with certain attributes, and by one type only', async () => {
    const world = new World();
    await addFault(world.cloud, failing({ after: 1, code: 'Second' }));
    const vpc = await world.vpc();
    await refuses(world.vpc(), 'Second');
    await addFault(world.cloud, failing({ type: 'alicloud_vswitch', where: { zone_id: 'ap-southeast-1b' } }));
    await world.vswitch(vpc, 'a');
    await refuses(world.vswitch(vpc, 'b'), 'ServiceUnavailable');
  });

  test('says what was tried', async () => {
    const world = new World();
    await addFault(world.cloud, failing({ code: 'X', message: 'No luck.' }));
    await expect(world.vpc()).rejects.toThrow('No luck. (create alicloud_vpc)');
  });

  test.each(['read', 'update', 'delete'] as const)('is met by %s', async (operation) => {
    const world = new World();
    const vpc = await world.vpc();
    await addFault(world.cloud, failing({ operation }));
    const call = () =>
      operation === 'update'
        ? world.update('vpc', vpc, { description: 'text' })
        : world[operation]('vpc', vpc);
    await refuses(call(), 'ServiceUnavailable');
    await call();
  });

  test('is met by a data source', async () => {
    const world = new World();
    await addFault(world.cloud, { operation: 'readData', type: 'alicloud_zones' });
    await refuses(world.cloud.readData('alicloud_zones', {}), 'ServiceUnavailable');
    await world.cloud.readData('alicloud_zones', {});
  });

  test('is met in whatever process calls', async () => {
    const world = new World();
    await addFault(world.cloud, failing({}));
    await refuses(
      openCloud(world.file).create('alicloud_vpc', { cidr_block: '10.0.0.0/8' }),
      'ServiceUnavailable',
    );
    await world.vpc();
  });
});

describe('a lost response', () => {
  test('leaves something that the caller does not know, and a repeated create makes another', async () => {
    const world = new World();
    await addFault(world.cloud, failing({ effect: 'lost-response' }));
    await refuses(world.vpc(), 'Client.Timeout');
    expect(inspect(world.cloud).counts).toEqual({ alicloud_vpc: 1 });
    await world.vpc();
    expect(inspect(world.cloud).counts).toEqual({ alicloud_vpc: 2 });
    expect(readOperations(world.file).map(({ outcome }) => outcome)).toEqual(['lost', 'done']);
  });

  test('makes a repeated create meet a conflict where something must be unique', async () => {
    const world = new World();
    const vpc = await world.vpc();
    await addFault(world.cloud, failing({ type: 'alicloud_vswitch', effect: 'lost-response' }));
    await refuses(world.vswitch(vpc, 'a'), 'Client.Timeout');
    await refuses(world.vswitch(vpc, 'a'), 'InvalidCidrBlock.Overlapped');
  });

  test('of a change or a deletion does no harm: the next refresh sees it', async () => {
    const world = new World();
    const vpc = await world.vpc();
    await addFault(world.cloud, failing({ operation: 'delete', effect: 'lost-response' }));
    await refuses(world.delete('vpc', vpc), 'Client.Timeout');
    expect(await world.read('vpc', vpc)).toBeUndefined();
    await world.delete('vpc', vpc);
  });
});

test('a create that fails half-way tells what exists', async () => {
  const world = new World();
  await addFault(world.cloud, failing({ effect: 'half-done' }));
  const error: unknown = await world.vpc().catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'OperationFailed.Timeout', partial: { vpc_name: 'main' } });
  const { partial } = error as { partial: { id: string } };
  expect(await world.read('vpc', partial)).toMatchObject({ id: partial.id });
});

describe('the provider repeats by itself', () => {
  test('what was throttled, as long as its time limit lets it', async () => {
    const world = new World();
    await addFault(world.cloud, failing({ code: 'Throttling.User', times: 3 }));
    await world.vpc();
    expect(readOperations(world.file).map(({ attempt, code }) => [attempt, code])).toEqual([
      [1, 'Throttling.User'],
      [2, 'Throttling.User'],
      [3, 'Throttling.User'],
      [4, null],
    ]);
    await addFault(world.cloud, failing({ code: 'Throttling.User', times: 'always' }));
    await refuses(world.vpc(), 'Throttling.User');
    expect(readOperations(world.file).length).toBeGreaterThan(10);
  });

  test.each([
    ['alicloud_nlb_server_group_server_attachment', 'Conflict.Lock', true],
    ['alicloud_nlb_load_balancer', 'Conflict.Lock', false],
  ])('for %s %s: %s', async (type, code, repeated) => {
    const world = new World();
    const { vpc, a, b, group } = await world.network();
    const servers = await world.serverGroup(vpc);
    const instance = await world.instance(a, group);
    await addFault(world.cloud, { operation: 'create', type, code });
    const call =
      type === 'alicloud_nlb_load_balancer' ? world.balancer(vpc, [a, b]) : world.attach(servers, instance);
    if (repeated) expect(id(await call)).toMatch(/./);
    else await refuses(call, code);
  });
});
