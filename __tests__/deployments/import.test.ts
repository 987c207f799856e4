import { inspect } from '../../rehearsal/cloud/model';
import { kafkaYaml } from './support/configs';
import { networkOutside } from './support/network-outside';
import { Rig } from './support/rig';

jest.setTimeout(120_000);

describe('a VPC made outside', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await Rig.open();
    await rig.write(kafkaYaml());
  });
  afterAll(() => rig.close());

  test('is imported with one command; the rest is planned around it, and it stays as it is', async () => {
    const { vpcId } = await networkOutside(rig.cloud, '10.0.0.0/16');
    await rig.must('import', 'alicloud_vpc.network_vpc', vpcId);
    expect((await rig.plan()).with('create')).not.toContain('alicloud_vpc.network_vpc');

    const vpcOnly = await rig.run('plan', '-detailed-exitcode', '-target=alicloud_vpc.network_vpc');
    expect(vpcOnly.code).toBe(0);

    rig.news();
    await rig.apply();
    expect(await rig.isSettled()).toBe(true);
    expect(rig.news().filter(({ type }) => type === 'alicloud_vpc')).toEqual([]);

    await rig.must('state', 'rm', 'alicloud_vpc.network_vpc');
    await rig.must('import', 'alicloud_vpc.network_vpc', vpcId);
    expect(await rig.isSettled()).toBe(true);
    expect(new Set(inspect(rig.cloud).instances.map((instance) => instance.vpcId))).toEqual(new Set([vpcId]));
  });
});
