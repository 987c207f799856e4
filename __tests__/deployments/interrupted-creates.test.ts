import type { NewConfig } from '../../config/schema';
import { addFault, type Fault, inspect } from '../../rehearsal/cloud/model';
import { kafkaYaml } from './support/configs';
import { Rig } from './support/rig';

jest.setTimeout(120_000);

const HOST = 'alicloud_instance.brokers_2_host';
const broker2 = {
  operation: 'create',
  type: 'alicloud_instance',
  where: { instance_name: 'broker-node2' },
} as const;

describe('a create that ends between done and not done', () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.open();
  });
  afterEach(() => rig.close());

  const failingApply = async (fault: Fault, changes: Partial<NewConfig> = {}): Promise<string> => {
    await rig.write(kafkaYaml(changes));
    await addFault(rig.cloud, fault);
    return rig.mustFail('apply', '-auto-approve');
  };
  const brokers = (): string[] =>
    inspect(rig.cloud)
      .instances.map(({ name }) => name)
      .filter((name) => name === 'broker-node2');

  test('half-way, it is tainted: without protection the next apply makes another one in its place', async () => {
    const text = await failingApply({ ...broker2, effect: 'half-done' }, { destroyable: true });
    expect(text).toContain(`Error: OperationFailed.Timeout with ${HOST}`);
    await rig.apply();
    expect(await rig.isSettled()).toBe(true);
    expect(brokers()).toHaveLength(1);
    await rig.destroy();
    expect(inspect(rig.cloud).counts).toEqual({});
  });

  test('half-way on a protected broker, the protection refuses the other one; untainted, it is completed', async () => {
    await failingApply({ ...broker2, effect: 'half-done' });
    expect(await rig.mustFail('plan')).toContain(`Resource ${HOST} has lifecycle.prevent_destroy set`);
    await rig.must('untaint', HOST);
    await rig.apply();
    expect(await rig.isSettled()).toBe(true);
    expect(brokers()).toHaveLength(1);
  });

  test.each<[string, Fault, string, RegExp, Partial<NewConfig>?]>([
    ['an instance', broker2, HOST, /InvalidPrivateIpAddress.Duplicated .* is taken by (i-\w+)/],
    [
      'a listener',
      { operation: 'create', type: 'alicloud_nlb_listener', where: { listener_port: 9093 } },
      'alicloud_nlb_listener.nlb_broker-1_listener',
      /ResourceAlreadyExist.Listener .* is taken by listener (lsn-\w+@9093)/,
      { stage: 'link' },
    ],
    [
      'the key pair',
      { operation: 'create', type: 'alicloud_ecs_key_pair' },
      'alicloud_ecs_key_pair.access_key-pair',
      /KeyPair.AlreadyExist .* Key pair (kafka-vpc-key-pair) exists already/,
    ],
  ])('%s whose response was lost: the next apply names it, and once imported, finishes', async (...row) => {
    const [, fault, address, conflict, changes] = row;
    const text = await failingApply({ ...fault, effect: 'lost-response' }, changes);
    expect(text).toContain(`Error: Client.Timeout with ${address}`);
    expect(text).toContain('whether it took effect is not known');

    const again = await rig.mustFail('apply', '-auto-approve');
    expect(again).toMatch(conflict);
    await rig.must('import', address, conflict.exec(again)?.[1] ?? '');
    await rig.apply();
    expect(await rig.isSettled()).toBe(true);
    expect(inspect(rig.cloud).counts).toMatchObject({ alicloud_vpc: 1, alicloud_nlb_listener: 4 });
    expect(new Set(brokers()).size).toBe(brokers().length);
  });

  test('a VPC whose response was lost stays behind, since nothing is unique about it; the rest finishes', async () => {
    const fault = { operation: 'create', type: 'alicloud_vpc', effect: 'lost-response' } as const;
    expect(await failingApply(fault, { stage: 'link' })).toContain(
      'Error: Client.Timeout with alicloud_vpc.network_vpc',
    );
    await rig.apply();
    expect(await rig.isSettled()).toBe(true);
    await rig.destroy();
    expect(inspect(rig.cloud).counts).toEqual({ alicloud_vpc: 1 });
  });
});
