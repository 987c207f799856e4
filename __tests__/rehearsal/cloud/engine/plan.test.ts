import { alicloud } from '../../../../rehearsal/cloud/alicloud';
import { resourceOf } from '../../../../rehearsal/cloud/engine/definition';
import { planResource } from '../../../../rehearsal/cloud/engine/planning/plan';
import { typeOfBlock } from '../../../../rehearsal/cloud/engine/type';
import {
  UNKNOWN,
  withoutUnknowns,
  type Term,
  type TermRecord,
} from '../../../../rehearsal/cloud/engine/value';
import { fromWire } from '../../../../rehearsal/cloud/protocol/codec';

const whole = (type: string, some: TermRecord) => ({
  ...(fromWire(typeOfBlock(resourceOf(alicloud, type).block), {}, []) as TermRecord),
  ...some,
});
const plan = (type: string, config: TermRecord, prior?: TermRecord) =>
  planResource(resourceOf(alicloud, type), whole(type, config), prior && whole(type, prior));

describe('a new resource', () => {
  test('gets what is configured, then defaults; what the cloud decides is unknown', () => {
    const { planned } = plan('alicloud_ecs_disk', { size: 20, zone_id: UNKNOWN });
    expect(planned).toMatchObject({
      size: 20,
      zone_id: UNKNOWN,
      category: 'cloud_efficiency',
      description: null,
    });
    expect(planned).toMatchObject({ id: UNKNOWN, status: UNKNOWN });
  });

  test('leaves blocks that the cloud fills open, and others empty', () => {
    expect(plan('alicloud_nlb_server_group', {}).planned.health_check).toBe(UNKNOWN);
    expect(plan('alicloud_instance', {}).planned.data_disks).toEqual([]);
  });

  test('fills in the defaults of nested blocks', () => {
    const { planned } = plan('alicloud_instance', { data_disks: [{ size: 20 }] });
    expect(planned.data_disks).toEqual([
      expect.objectContaining({ size: 20, category: 'cloud_efficiency', encrypted: false, device: null }),
    ]);
  });

  test('takes an unknown block as it is', () => {
    expect(plan('alicloud_instance', { data_disks: UNKNOWN }).planned.data_disks).toBe(UNKNOWN);
  });
});

describe('an existing resource', () => {
  test('keeps computed values, and values that only look different', () => {
    const prior = { id: 'vpc-1', status: 'Available', tags: null, description: null, vpc_name: 'made up' };
    const { planned, requiresReplace } = plan('alicloud_vpc', { tags: {}, description: '' }, prior);
    expect(planned).toEqual(whole('alicloud_vpc', prior));
    expect(requiresReplace).toEqual([]);
  });

  test('gives up what is no longer configured and not computed', () => {
    expect(plan('alicloud_vpc', {}, { id: 'vpc-1', description: 'old' }).planned.description).toBeNull();
  });

  test('is replaced for what cannot be changed, nested or not', () => {
    const prior = { availability_zone: 'a', user_data: 'x', data_disks: [{ size: 20 }, { size: 20 }] };
    const replaced = (config: TermRecord) =>
      plan('alicloud_instance', config, stateOf(prior)).requiresReplace;
    expect(replaced({ ...prior, user_data: 'y' })).toEqual([]);
    expect(replaced({ ...prior, availability_zone: UNKNOWN })).toEqual([['availability_zone']]);
    expect(replaced({ ...prior, data_disks: [{ size: 20 }, { size: 30 }] })).toEqual([
      ['data_disks', 1, 'size'],
    ]);
    expect(replaced({ ...prior, data_disks: [{ size: 20 }] })).toEqual([['data_disks']]);
    expect(replaced({ ...prior, image_options: [{ login_as_non_root: true }] })).toEqual([['image_options']]);
  });

  test('stays, where a block allows changes in place', () => {
    const rename = (reason: string) => ({
      modification_protection_config: [{ status: 'NonProtection', reason }],
    });
    expect(plan('alicloud_nlb_load_balancer', rename('b'), rename('a')).requiresReplace).toEqual([]);
  });
});

describe('a set of blocks', () => {
  const zone = (zone_id: Term, more: TermRecord = {}): TermRecord => ({
    zone_id,
    vswitch_id: `vsw-${String(zone_id)}`,
    ...more,
  });
  const prior = {
    zone_mappings: [
      zone('a', { eni_id: 'eni-a' }),
      zone('b', { eni_id: 'eni-b', ipv4_local_addresses: ['x'] }),
    ],
  };
  const mapped = (...zones: TermRecord[]) =>
    plan('alicloud_nlb_load_balancer', { zone_mappings: zones }, prior).planned.zone_mappings;

  test('is paired by the key of the provider, in whatever order', () => {
    expect(mapped(zone('b'), zone('a', { vswitch_id: 'moved' }))).toMatchObject([
      { zone_id: 'b', eni_id: 'eni-b', ipv4_local_addresses: ['x'] },
      { zone_id: 'a', eni_id: 'eni-a', vswitch_id: 'moved' },
    ]);
  });

  test('has new elements where no key fits, or none is known', () => {
    expect(mapped(zone('c'))).toMatchObject([{ zone_id: 'c', eni_id: UNKNOWN }]);
    expect(mapped({ zone_id: UNKNOWN, vswitch_id: 'v' })).toMatchObject([{ eni_id: UNKNOWN }]);
  });

  test('holds one element per key: one load balancer in three zones is one resource of a service', () => {
    const resource = ['a', 'b', 'c'].map((zone_id) => ({
      resource_id: 'nlb-1',
      resource_type: 'nlb',
      zone_id,
    }));
    const { planned } = plan('alicloud_privatelink_vpc_endpoint_service', { resource });
    expect(planned.resource).toHaveLength(1);
  });

  test('is paired by all that is configured where the provider has no key', () => {
    const hours = { maintenance_time: [{ start_time: '02:00:00', end_time: null }] };
    expect(plan('alicloud_instance', hours, hours).planned.maintenance_time).toEqual(hours.maintenance_time);
  });
});

describe('differences that the provider overlooks', () => {
  test('subscription settings do not matter without a subscription', () => {
    const config = { period: 1, force_delete: true, instance_charge_type: 'PostPaid' };
    expect(plan('alicloud_instance', config).planned).toMatchObject({
      period: UNKNOWN,
      force_delete: null,
      period_unit: null,
    });
    expect(plan('alicloud_instance', config, { force_delete: false }).planned.force_delete).toBe(false);
    const prepaid = { ...config, instance_charge_type: 'PrePaid' };
    expect(plan('alicloud_instance', prepaid).planned).toMatchObject({
      period: 1,
      force_delete: true,
      period_unit: 'Month',
    });
  });

  test('a reason does not matter without a protection', () => {
    const reason = { deletion_protection_reason: 'live' };
    expect(plan('alicloud_nlb_load_balancer', reason).planned.deletion_protection_reason).not.toBe('live');
    const guarded = { ...reason, deletion_protection_enabled: true };
    expect(plan('alicloud_nlb_load_balancer', guarded).planned.deletion_protection_reason).toBe('live');
  });
});

/** A state that a configuration might have led to. */
function stateOf(config: TermRecord): TermRecord {
  const { planned } = plan('alicloud_instance', config);
  return withoutUnknowns(planned) as TermRecord;
}
