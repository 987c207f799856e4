import { join } from 'node:path';
import {
  addFault,
  clearFaults,
  type Fault,
  inspect,
  readOperations,
  setSoldOut,
} from '../../rehearsal/cloud/model';
import { kafkaYaml } from './support/configs';
import { Rig } from './support/rig';

jest.setTimeout(120_000);

const LISTENER = 'alicloud_nlb_listener';
const throttling: Fault = { operation: 'create', type: LISTENER, code: 'Throttling.User' };

describe('a failure of the cloud during the first apply', () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.open();
  });
  afterEach(() => rig.close());

  /** The two ways on: from a copy of what there is, a second apply; from what there is, destroy. */
  const bothWaysOn = async (): Promise<void> => {
    const again = await rig.fork();
    try {
      await again.apply();
      expect(await again.isSettled()).toBe(true);
      expect(inspect(again.cloud).loadBalancers[0]?.listeners).toHaveLength(4);
    } finally {
      again.close();
    }
    await rig.destroy();
    expect(inspect(rig.cloud).counts).toEqual({});
  };

  test('throttling that ends is waited out by the provider', async () => {
    await rig.write(kafkaYaml({ stage: 'link' }));
    await addFault(rig.cloud, { ...throttling, times: 3 });
    await rig.apply();
    expect(await rig.isSettled()).toBe(true);
    const tries = readOperations(join(rig.dir, 'cloud.json')).filter(({ type }) => type === LISTENER);
    expect(tries.filter(({ outcome }) => outcome === 'refused').map(({ code }) => code)).toEqual(
      Array(3).fill('Throttling.User'),
    );
  });

  test('throttling that does not end is named; afterwards apply or destroy finishes', async () => {
    await rig.write(kafkaYaml({ stage: 'link' }));
    await addFault(rig.cloud, { ...throttling, times: 'always' });
    const text = await rig.mustFail('apply', '-auto-approve');
    expect(text).toContain('Error: Throttling.User');
    expect(text).toContain('with alicloud_nlb_listener.nlb_bootstrap_listener');
    await clearFaults(rig.cloud);
    await bothWaysOn();
  });

  test('a zone that is sold out is named with the type; afterwards apply or destroy finishes', async () => {
    await rig.write(kafkaYaml({ destroyable: true }));
    await setSoldOut(rig.cloud, [{ zone: 'ap-southeast-1b' }]);
    const text = await rig.mustFail('apply', '-auto-approve');
    expect(text).toContain('Error: OperationDenied.NoStock');
    expect(text).toContain('Instance type ecs.t5-lc1m2.small is sold out in zone ap-southeast-1b.');
    expect(text).toContain('with alicloud_instance.brokers_2_host');
    expect(
      inspect(rig.cloud)
        .instances.map(({ name }) => name)
        .sort(),
    ).toEqual(['bastion-node', 'broker-node1', 'broker-node3']);
    await setSoldOut(rig.cloud, []);
    await bothWaysOn();
  });
});
