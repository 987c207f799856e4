import { spawnSync } from 'node:child_process';
import { inspect } from '../../rehearsal/cloud/model';
import { kafkaYaml } from './support/configs';
import { Rig } from './support/rig';

jest.setTimeout(120_000);

const hasTofu = spawnSync('tofu', ['version']).status === 0;

if (hasTofu) {
  test('OpenTofu: the default deployment is applied, settles, is protected, and is destroyed', async () => {
    const rig = await Rig.open(undefined, 'tofu');
    try {
      await rig.write(kafkaYaml());
      await rig.must('validate');
      await rig.apply();
      expect(await rig.isSettled()).toBe(true);
      expect(await rig.mustFail('destroy', '-auto-approve')).toContain('Instance cannot be destroyed');
      await rig.write(kafkaYaml({ destroyable: true }));
      await rig.apply();
      await rig.destroy();
      expect(inspect(rig.cloud).counts).toEqual({});
    } finally {
      rig.close();
    }
  });
} else {
  test.skip('OpenTofu: not tried, since there is no `tofu` on PATH', () => undefined);
}
