import { kafkaYaml } from './support/configs';
import { Rig } from './support/rig';

jest.setTimeout(240_000);

const STEP_2 = { 'null_resource.rollout_2_step[0]': 'replace' };

describe('repair', () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.open();
    rig.steps = {};
    await rig.write(kafkaYaml());
    await rig.apply();
  });
  afterEach(() => rig.close());

  test('runs the steps of its hosts in every apply and no others, and taking it back runs none', async () => {
    await rig.write(kafkaYaml({ repair: [2] }));
    expect((await rig.plan()).actions).toEqual(STEP_2);
    await rig.must('apply', 'plan.bin');
    expect((await rig.plan()).actions).toEqual(STEP_2);

    await rig.write(kafkaYaml({ repair: ['bastion', 3] }));
    expect((await rig.plan()).actions).toEqual({
      'null_resource.rollout_bastion_step[0]': 'replace',
      'null_resource.rollout_3_step[0]': 'replace',
    });
    await rig.must('apply', 'plan.bin');

    await rig.write(kafkaYaml());
    expect(await rig.isSettled()).toBe(true);
    // A change still reaches every host.
    const { kafka } = kafkaYaml();
    await rig.write(kafkaYaml({ kafka: { ...kafka, properties: { 'num.io.threads': 12 } } }));
    expect((await rig.plan()).with('replace')).toEqual(
      [1, 2, 3].map((id) => `null_resource.rollout_${id}_step[0]`),
    );
  });

  test('that fails is repeated by the next apply, even without it', async () => {
    rig.steps = { 2: 'false' };
    await rig.write(kafkaYaml({ repair: [2] }));
    await rig.mustFail('apply', '-auto-approve');
    rig.steps = {};
    await rig.write(kafkaYaml());
    expect((await rig.plan()).actions).toEqual(STEP_2);
  });
});
