import type { NewConfig } from '../../config/schema';
import { inspect, setSoldOut } from '../../rehearsal/cloud/model';
import { kafkaYaml } from './support/configs';
import { Rig } from './support/rig';

jest.setTimeout(120_000);

/** Terraform wraps and frames its messages. */
const unwrapped = (text: string): string => text.replaceAll(/[│╷╵\s]+/g, ' ');

describe('preflight', () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.open();
  });
  afterEach(() => rig.close());

  const preflight = (changes: Partial<NewConfig> = {}) => kafkaYaml({ preflight: true, ...changes });
  const refused = async () => unwrapped(await rig.mustFail('plan'));

  test('stands in no way where all is there, and leaves nothing to do', async () => {
    await rig.write(preflight());
    await rig.apply();
    expect(await rig.isSettled()).toBe(true);
  });

  test('names every type that is sold out, with its hosts and where it is in stock, before anything is built', async () => {
    await rig.write(preflight({ stage: 'link' }));
    await setSoldOut(rig.cloud, [{ zone: 'ap-southeast-1a' }, { zone: 'ap-southeast-1b' }]);
    const text = await refused();
    const stock =
      '; in stock in: ap-southeast-1c. Choose another instanceType or zone, or set preflight to false if these hosts exist already.';
    expect(text).toContain(
      `ecs.t5-lc1m2.small for bastion-node, broker-node1 is out of stock in zone ap-southeast-1a${stock}`,
    );
    expect(text).toContain(
      `ecs.t5-lc1m2.small for broker-node2 is out of stock in zone ap-southeast-1b${stock}`,
    );
    expect(text).not.toContain('broker-node3');
    expect(await rig.mustFail('apply', '-auto-approve')).toContain('Resource postcondition failed');
    expect(inspect(rig.cloud).counts).toEqual({});
  });

  test('says so when a type is sold out everywhere', async () => {
    await rig.write(preflight());
    await setSoldOut(rig.cloud, [{ instanceType: 'ecs.t5-lc1m2.small' }]);
    expect(await refused()).toContain('; in stock in: no zone.');
  });

  test('names a zone without the load balancer, and at once what its hosts lack', async () => {
    const { zones, brokers } = kafkaYaml();
    const moved = <T extends { id: unknown }>(entry: T, from: unknown, to: Partial<T>) =>
      entry.id === from ? { ...entry, ...to } : entry;
    await rig.write(
      preflight({
        zones: zones.map((zone) => moved(zone, 'ap-southeast-1c', { id: 'ap-southeast-1d' })),
        brokers: brokers.map((broker) => moved(broker, 3, { zone: 'ap-southeast-1d' })),
      }),
    );
    const text = await refused();
    expect(text).toContain(
      'Zone ap-southeast-1d of zones offers no network load balancer. ap-southeast-1 has it in: ap-southeast-1a, ap-southeast-1b, ap-southeast-1c. Choose one of these.',
    );
    expect(text).toContain('ecs.t5-lc1m2.small for broker-node3 is out of stock in zone ap-southeast-1d;');
  });

  test('is off by default: the plan asks nobody', async () => {
    await rig.write(kafkaYaml({ stage: 'link' }));
    await setSoldOut(rig.cloud, [{}]);
    await rig.plan();
  });
});
