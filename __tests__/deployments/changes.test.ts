import type { NewConfig } from '../../config/schema';
import { inspect, publishImage } from '../../rehearsal/cloud/model';
import { kafkaYaml, reviewedList } from './support/configs';
import { NEWER_IMAGE } from './support/images';
import { ANOTHER_KEY } from './support/keys';
import { Rig } from './support/rig';

jest.setTimeout(120_000);

const base = kafkaYaml();
const withType = (instanceType: string) => ({ ...base.brokerDefaults, instanceType });
describe('a change of a running deployment', () => {
  let deployed: Rig;
  let rig: Rig;
  beforeAll(async () => {
    deployed = await Rig.open();
    await deployed.write(base);
    await deployed.apply();
  });
  afterAll(() => deployed.close());
  beforeEach(async () => {
    rig = await deployed.fork();
  });
  afterEach(() => rig.close());

  /** Applies, and returns what it did to the power and the disks of hosts. */
  const appliedTo = async (config: NewConfig): Promise<string[]> => {
    rig.news();
    await rig.write(config);
    await rig.apply();
    return rig.powerNews();
  };

  test('a fourth broker plans only its own resources and its place in the bootstrap group', async () => {
    await rig.write(kafkaYaml({ brokers: [...base.brokers, { id: 4, zone: 'ap-southeast-1a' }] }));
    const plan = await rig.plan();
    const reviewed = reviewedList(
      'constructs/__snapshots__/kafka-stack.test.ts.snap',
      'stability a fourth broker adds its own resources and its place in the bootstrap group, nothing else',
    );
    expect(reviewed).toContain('alicloud_nlb_server_group_server_attachment.nlb_bootstrap_backend-4');
    const member = 'null_resource.brokers_members_must-leave-first["4"]'; // one of a resource that is there
    const added = reviewed.filter((address) => !/rollout_\d+(-disk)?_step$/.test(address)); // no host boots here
    expect(plan.with('create')).toEqual([...added, member].sort());
    expect(plan.without('create')).toEqual([]);
    await rig.must('apply', 'plan.bin');
    expect(await rig.isSettled()).toBe(true);
  });

  test.each<[string, Partial<NewConfig>, Record<string, string>?]>([
    ['unique_name', {}, { unique_name: 'x7k2' }],
    ['the SSH key', {}, { ssh_public_key: ANOTHER_KEY }],
    ['the name of the key pair', { keyPair: { ...base.keyPair, name: 'another-key-pair' } }],
    ['a property', { kafka: { ...base.kafka, properties: { 'num.partitions': 6 } } }],
    ['the tags', { tags: { team: 'data' } }],
    ['the image', { image: { id: 'aliyun_3_x64_20G_alibase_20250629.vhd' } }],
    ['the instance type', { brokerDefaults: withType('ecs.g7.xlarge') }],
    ['the size of the system disks', { brokerDefaults: { ...base.brokerDefaults, systemDiskGiB: 80 } }],
    [
      'the host names',
      { brokers: base.brokers.map((broker) => ({ ...broker, name: `kafka-${broker.id}` })) },
    ],
  ])('%s, changed for all brokers at once, touches no host', async (_what, changes, variables = {}) => {
    Object.assign(rig.variables, variables);
    expect(await appliedTo(kafkaYaml(changes))).toEqual([]);
  });

  test('all of that in one apply touches no host either, and reaches what hosts should run with', async () => {
    Object.assign(rig.variables, { unique_name: 'x7k2', ssh_public_key: ANOTHER_KEY });
    const before = await rig.outputs();
    const config = kafkaYaml({
      kafka: { ...base.kafka, properties: { 'num.partitions': 6 } },
      tags: { team: 'data' },
      image: { id: 'aliyun_3_x64_20G_alibase_20250629.vhd' },
      brokerDefaults: withType('ecs.g7.xlarge'),
    });
    expect(await appliedTo(config)).toEqual([]);
    expect(await rig.isSettled()).toBe(true);
    const after = await rig.outputs();
    expect(after['broker_configuration_sha256']).not.toEqual(before['broker_configuration_sha256']);
    expect(JSON.stringify(after['brokers'])).toContain('b1.x7k2.alicloud.plc.tidbcloud.com:9093');
  });

  test('a newer image that the look-up finds is no reason to touch anything', async () => {
    const [old] = inspect(rig.cloud).instances;
    await publishImage(rig.cloud, NEWER_IMAGE);
    expect((await rig.plan()).actions).toEqual({});
    expect(old?.imageId).not.toBe(NEWER_IMAGE.id);
  });
});
