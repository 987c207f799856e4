import { takeAddress } from '../addresses';
import type { Attributes } from '../api';
import { demand, requireRecord } from '../errors';
import { digest } from '../ids';
import { requireZone } from '../regions';
import type { Transaction } from '../transaction';
import { blocks, text } from '../values';

/** A zone that stays on its vSwitch keeps its address where no other is asked for. */
export function keepAddresses(planned: Attributes, current: Attributes): Attributes {
  const mappings = blocks(planned, 'zone_mappings').map((mapping) => {
    const same = blocks(current, 'zone_mappings').find(
      (other) => other.zone_id === mapping.zone_id && other.vswitch_id === mapping.vswitch_id,
    );
    const address = text(mapping, 'private_ipv4_address') || text(same ?? {}, 'private_ipv4_address');
    return { ...mapping, private_ipv4_address: address };
  });
  return { ...planned, zone_mappings: mappings };
}

/** Checks the zone mappings and gives each its interface and addresses. */
export function mapZones(tx: Transaction, planned: Attributes, id: string): Attributes[] {
  const mappings = blocks(planned, 'zone_mappings');
  const zones = mappings.map((mapping) => text(mapping, 'zone_id'));
  demand(
    mappings.length >= 2 && mappings.length <= 10,
    'InvalidParameter.ZoneMappings',
    `An NLB needs 2 to 10 zones, not ${String(mappings.length)}.`,
    'zone_mappings',
  );
  demand(
    new Set(zones).size === zones.length,
    'InvalidParameter.ZoneMappings',
    `An NLB has one vSwitch in each zone, but a zone is named twice: ${zones.join(', ')}.`,
    'zone_mappings',
  );
  return mappings.map((mapping) => mapZone(tx, planned, id, mapping));
}

function mapZone(tx: Transaction, planned: Attributes, id: string, mapping: Attributes): Attributes {
  const zone = text(mapping, 'zone_id');
  requireZone(tx.region, zone, 'zone_mappings');
  const vswitchId = text(mapping, 'vswitch_id');
  const vswitch = requireRecord(
    tx,
    'alicloud_vswitch',
    vswitchId,
    'ResourceNotFound.VSwitch',
    'zone_mappings',
  );
  demand(
    vswitch.attributes.vpc_id === planned.vpc_id,
    'InvalidParameter.VpcMismatch',
    `vSwitch ${vswitchId} is not in VPC ${text(planned, 'vpc_id')} of the NLB.`,
    'zone_mappings',
  );
  demand(
    vswitch.attributes.zone_id === zone,
    'InvalidParameter.ZoneMismatch',
    `vSwitch ${vswitchId} is in zone ${text(vswitch.attributes, 'zone_id')}, not in ${zone}.`,
    'zone_mappings',
  );
  const wanted = text(mapping, 'private_ipv4_address');
  const internet = planned.address_type === 'Internet';
  return {
    ...mapping,
    eni_id: `eni-${id.slice(4, 7)}${digest(`${id}/${zone}`).slice(0, 17)}`,
    private_ipv4_address: takeAddress(tx, vswitch, wanted, id, 'zone_mappings'),
    public_ipv4_address: internet
      ? `192.0.2.${String(1 + (parseInt(digest(`${id}${zone}`).slice(0, 4), 36) % 254))}`
      : '',
    status: 'Active',
  };
}
