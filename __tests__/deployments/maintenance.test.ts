import { inspect, publishImage } from '../../rehearsal/cloud/model';
import { kafkaYaml } from './support/configs';
import { NEWER_IMAGE } from './support/images';
import { ANOTHER_KEY } from './support/keys';
import { Rig } from './support/rig';

jest.setTimeout(120_000);

const base = kafkaYaml();

describe('maintenance of one broker', () => {
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

  const idOf = (name: string): string =>
    inspect(rig.cloud).instances.find((instance) => instance.name === name)?.id ?? `no ${name}`;

  test('maintain: 2 with a new instance type for all stops exactly broker 2, once', async () => {
    await rig.write(
      kafkaYaml({ maintain: 2, brokerDefaults: { ...base.brokerDefaults, instanceType: 'ecs.g7.xlarge' } }),
    );
    expect((await rig.plan()).actions).toEqual({ 'alicloud_instance.brokers_2_host': 'update' });
    await rig.must('apply', 'plan.bin');
    const broker = idOf('broker-node2');
    expect(rig.powerNews()).toEqual([`instance.stopped ${broker}`, `instance.started ${broker}`]);
    expect(
      Object.fromEntries(inspect(rig.cloud).instances.map((each) => [each.name, each.instanceType])),
    ).toMatchObject({
      'broker-node1': 'ecs.t5-lc1m2.small',
      'broker-node2': 'ecs.g7.xlarge',
      'broker-node3': 'ecs.t5-lc1m2.small',
    });
    expect(await rig.isSettled()).toBe(true);
  });

  test('another key needs another key pair: hosts keep theirs, the maintained one takes it', async () => {
    rig.variables['ssh_public_key'] = ANOTHER_KEY;
    const warned = await rig.must('plan');
    expect(warned.replaceAll(/\s+/g, ' ')).toContain('can be neither changed nor deleted while hosts use it');

    await rig.must('state', 'rm', 'alicloud_ecs_key_pair.access_key-pair');
    const keyPair = { ...base.keyPair, name: 'second-key-pair' };
    await rig.write(kafkaYaml({ keyPair }));
    const plan = await rig.plan();
    expect(plan.actions).toEqual({ 'alicloud_ecs_key_pair.access_key-pair': 'create' });
    await rig.must('apply', 'plan.bin');
    expect(rig.powerNews()).toEqual([]);
    expect(await rig.must('plan')).not.toContain('Warning');

    await rig.write(kafkaYaml({ keyPair, maintain: 2 }));
    await rig.apply();
    const broker = idOf('broker-node2');
    expect(rig.powerNews()).toEqual([`instance.rebooted ${broker}`]);
    const keys = inspect(rig.cloud).instances.map(({ name, publicKey }) => [name, publicKey === ANOTHER_KEY]);
    expect(keys.filter(([, another]) => another)).toEqual([['broker-node2', true]]);
  });

  test('an image that was looked up is not taken even then', async () => {
    await publishImage(rig.cloud, NEWER_IMAGE);
    await rig.write(kafkaYaml({ maintain: 2 }));
    expect((await rig.plan()).actions).toEqual({});
  });

  test('an image that is named wipes the system disk of that broker alone, and leaves its data disk', async () => {
    const before = inspect(rig.cloud).instances.find(({ name }) => name === 'broker-node2');
    await rig.write(kafkaYaml({ maintain: 2, image: { id: 'aliyun_3_x64_20G_alibase_20250629.vhd' } }));
    await rig.apply();
    const broker = idOf('broker-node2');
    expect(rig.powerNews()).toEqual(
      ['stopped', 'system-disk-wiped', 'started'].map((what) => `instance.${what} ${broker}`),
    );
    const after = inspect(rig.cloud).instances.find(({ name }) => name === 'broker-node2');
    expect(after?.dataDisks).toEqual(before?.dataDisks);
    expect(after?.systemDisk.id).not.toBe(before?.systemDisk.id);
  });
});
