import type { NewConfig } from '../../config/schema';
import { inspect } from '../../rehearsal/cloud/model';
import { kafkaYaml } from './support/configs';
import { Rig } from './support/rig';

jest.setTimeout(180_000);

const three = kafkaYaml().brokers;
const fourth = { id: 4, zone: 'ap-southeast-1a' };
const four = kafkaYaml({ brokers: [...three, fourth] });
const leaving = kafkaYaml({ brokers: [...three, { ...fourth, leaving: true }] });
const removed = (deleteData = false): NewConfig => kafkaYaml({ removed: [{ id: 4, deleteData }] });

describe('a broker that leaves', () => {
  let deployed: Rig;
  let rig: Rig;
  beforeAll(async () => {
    deployed = await Rig.open();
    deployed.steps = {};
    await deployed.write(four);
    await deployed.apply();
  });
  afterAll(() => deployed.close());
  beforeEach(async () => {
    rig = await deployed.fork();
    rig.steps = {};
  });
  afterEach(() => rig.close());

  const host = () => inspect(rig.cloud).instances.find(({ name }) => name === 'broker-node4');
  const applied = async (config: NewConfig) => {
    await rig.write(config);
    rig.news();
    await rig.apply();
    return rig.news().map(({ name }) => name);
  };

  test('loses its place behind the bootstrap port, and keeps all else', async () => {
    await rig.write(leaving);
    const plan = await rig.plan();
    expect(plan.actions).toEqual({
      'alicloud_instance.brokers_4_host': 'update',
      'alicloud_nlb_server_group_server_attachment.nlb_bootstrap_backend-4': 'delete',
      'null_resource.rollout_4_step[0]': 'replace',
      // What the other hosts carry of it: whom they ask, and what the bastion expects.
      'null_resource.rollout_bastion_step[0]': 'replace',
      'null_resource.rollout_1_step[0]': 'replace',
      'null_resource.rollout_2_step[0]': 'replace',
      'null_resource.rollout_3_step[0]': 'replace',
      'terraform_data.brokers_4_departure_memory': 'create',
    });
    rig.news();
    await rig.must('apply', 'plan.bin');
    expect(rig.powerNews()).toEqual([]);
    expect(host()?.dataDisks).toHaveLength(1);
    expect(await rig.isSettled()).toBe(true);
  });

  test('that has left can be removed: its host and ports go, its disk stays until it is named', async () => {
    await applied(leaving);
    const id = rig.stateOf('alicloud_ecs_disk.brokers_4_data-disk')['id'];
    expect((await applied(removed())).sort()).toEqual([
      'disk.detached',
      'instance.deleted',
      'listener.deleted',
      'server-group.deleted',
      'server.deleted',
    ]);
    expect(host()).toBeUndefined();
    expect(inspect(rig.cloud).counts).toMatchObject({ alicloud_instance: 4, alicloud_ecs_disk: 4 });
    expect(rig.stateOf('alicloud_ecs_disk.brokers_4_data-disk')['id']).toBe(id);
    expect(await rig.isSettled()).toBe(true);

    expect(await applied(removed(true))).toEqual(['disk.deleted']);
    expect(await rig.isSettled()).toBe(true);
    await rig.write(kafkaYaml());
    expect(await rig.mustFail('plan')).toContain('brokers_members_must-leave-first["4"] has');
  });

  test('its data and its host may go at once', async () => {
    await applied(leaving);
    expect(await applied(removed(true))).toContain('disk.deleted');
    expect(inspect(rig.cloud).counts).toMatchObject({ alicloud_instance: 4, alicloud_ecs_disk: 3 });
  });

  const NOT_YET = /Broker 4 has not left the cluster: nothing of it is\s+removed/;
  const plain = (text: string) => text.replaceAll(/\s*\n[│╷╵\s]*/g, ' ');

  test.each<[string, (rig: Rig) => Promise<unknown>]>([
    ['was never asked to leave', () => Promise.resolve()],
    [
      'could not be drained',
      async (rig) => {
        rig.steps = { 4: 'echo "not everything is handed over yet"; exit 75' };
        await rig.write(leaving);
        await rig.mustFail('apply', '-auto-approve');
      },
    ],
    [
      'was to stay after all',
      async (rig) => {
        await applied(leaving);
        await applied(four);
        expect(rig.stateOf('alicloud_instance.brokers_4_host')['deletion_protection']).toBe(true);
      },
    ],
  ])('one that %s cannot be removed, and nothing is touched', async (_what, before) => {
    await before(rig);
    rig.steps = {};
    await rig.write(removed());
    rig.news();
    expect(plain(await rig.mustFail('apply', '-auto-approve'))).toMatch(NOT_YET);
    expect(rig.news()).toEqual([]);
  });

  test('needs the steps on hosts', async () => {
    await rig.write(leaving);
    const text = plain(await rig.mustFail('plan', '-var=rollout=false'));
    expect(text).toContain('Broker 4 leaves by a step on its host');
  });
});
