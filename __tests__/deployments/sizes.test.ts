import type { NewConfig } from '../../config/schema';
import { inspect } from '../../rehearsal/cloud/model';
import { deployment } from '../support/deployment';
import { MemoryState } from './support/memory-state';
import { networkOutside } from './support/network-outside';
import { Rig } from './support/rig';

jest.setTimeout(240_000);

/** A deployment without protection, since each of these is torn down again. */
const destroyable = (count: number, input: Record<string, unknown> = {}): NewConfig =>
  deployment(count, { destroyable: true, ...input });

describe('other deployments, from nothing to nothing', () => {
  let rig: Rig;
  let state: MemoryState;
  beforeEach(async () => {
    rig = await Rig.open();
    state = await MemoryState.open();
    rig.backend = state.backend;
  });
  afterEach(() => {
    rig.close();
    state.close();
  });

  test.each([4, 7, 49])('%i brokers', async (count) => {
    await rig.write(destroyable(count));
    await rig.apply();
    expect(await rig.isSettled()).toBe(true);
    const { instances, loadBalancers } = inspect(rig.cloud);
    expect(instances).toHaveLength(count + 1);
    const [bootstrap, ...own] = loadBalancers[0]?.listeners ?? [];
    expect(bootstrap?.serverGroup.servers.length).toBeGreaterThan(0);
    expect([bootstrap, ...own].map((listener) => listener?.serverGroup.servers.length).sort()).toEqual(
      [...Array<number>(count).fill(1), count].sort(),
    );
    await rig.destroy('-refresh=false');
    expect(inspect(rig.cloud).counts).toEqual({});
  });

  test('no bastion: no host has a public address', async () => {
    await rig.write(destroyable(3, { bastion: false, kafka: archivesByUrl }));
    await rig.apply();
    expect(await rig.isSettled()).toBe(true);
    expect(inspect(rig.cloud).instances.map(({ publicIp }) => publicIp)).toEqual(['', '', '']);
    expect(await rig.outputs()).not.toHaveProperty('bastion_public_ip');
    await rig.destroy();
    expect(inspect(rig.cloud).counts).toEqual({});
  });

  test('a VPC that exists is used, and is still there after destroy', async () => {
    const { vpcId, vswitchIds } = await networkOutside(rig.cloud, '10.0.0.0/16', [
      { zone: 'ap-southeast-1a', cidr: '10.0.0.0/18' },
    ]);
    const { zones } = destroyable(3);
    await rig.write(
      destroyable(3, {
        vpc: { id: vpcId },
        zones: zones.map((zone, index) => ({ ...zone, vswitchId: vswitchIds[index] })),
      }),
    );
    await rig.apply();
    expect(await rig.isSettled()).toBe(true);
    expect(await rig.addresses()).not.toContain('alicloud_vpc.network_vpc');
    expect(new Set(inspect(rig.cloud).instances.map((instance) => instance.vpcId))).toEqual(new Set([vpcId]));
    await rig.destroy();
    expect(inspect(rig.cloud).counts).toEqual({ alicloud_vpc: 1, alicloud_vswitch: 1 });
  });
});

const archivesByUrl = { clusterId: 'BRl69zcmTFmiPaoaANybiw', delivery: 'url' };
