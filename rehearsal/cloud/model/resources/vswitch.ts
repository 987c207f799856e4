import { addressesIn } from '../addresses';
import { demand, idsOf, requireQuota, requireRecord } from '../errors';
import type { ResourceHandler } from '../handler';
import { putNew } from '../handler';
import type { Cidr } from '../network';
import { containsRange, overlaps, parseCidr } from '../network';
import { requireZone } from '../regions';
import type { CloudRecord } from '../state';
import type { Transaction } from '../transaction';
import { text } from '../values';

/** alicloud_vswitch */
export const vswitch: ResourceHandler = {
  noun: 'vswitch',
  aliases: [['vswitch_name', 'name']],
  stateOnly: ['vpc_ipv6_cidr_block'],
  inPlace: ['description', 'enable_ipv6', 'ipv6_cidr_block_mask', 'name', 'tags', 'vswitch_name'],
  create(tx, planned) {
    const vpc = requireRecord(tx, 'alicloud_vpc', text(planned, 'vpc_id'), 'InvalidVpcID.NotFound', 'vpc_id');
    const zone = text(planned, 'zone_id') || text(planned, 'availability_zone');
    requireZone(tx.region, zone, 'zone_id');
    const siblings = tx.all('alicloud_vswitch').filter((other) => other.attributes.vpc_id === vpc.id);
    requireQuota(siblings.length, 150, 'QuotaExceeded.VSwitch', `vSwitches in VPC ${vpc.id}`);
    requireFreeRange(vpc, siblings, text(planned, 'cidr_block'));
    const name = text(planned, 'vswitch_name') || text(planned, 'name');
    return putNew(tx, 'alicloud_vswitch', tx.newId('vsw', planned), planned, {
      availability_zone: zone,
      create_time: tx.now(),
      name,
      status: 'Available',
      vswitch_name: name,
      zone_id: zone,
    });
  },
  remove(tx, record) {
    requireUnused(tx, record);
    tx.remove(record);
  },
};

function requireFreeRange(vpc: CloudRecord, siblings: readonly CloudRecord[], block: string): void {
  const cidr = parseCidr(block);
  demand(
    cidr !== undefined && cidr.prefix >= 16 && cidr.prefix <= 29,
    'InvalidCidrBlock.Malformed',
    `${block || '(nothing)'} is no vSwitch block: it needs a mask of 16 to 29 bits and host bits of zero.`,
    'cidr_block',
  );
  const outer = rangeOf(vpc);
  demand(
    containsRange(outer, cidr),
    'InvalidCidrBlock.NotInVpc',
    `vSwitch block ${block} is not in block ${text(vpc.attributes, 'cidr_block')} of VPC ${vpc.id}.`,
    'cidr_block',
  );
  const clashing = siblings.filter((other) => overlaps(rangeOf(other), cidr));
  demand(
    clashing.length === 0,
    'InvalidCidrBlock.Overlapped',
    `vSwitch block ${block} overlaps with ${idsOf(clashing)} in VPC ${vpc.id}.`,
    'cidr_block',
  );
}

function requireUnused(tx: Transaction, record: CloudRecord): void {
  const instances = tx
    .all('alicloud_instance')
    .filter((instance) => instance.attributes.vswitch_id === record.id);
  demand(
    instances.length === 0,
    'DependencyViolation.EcsInstance',
    `vSwitch ${record.id} cannot be deleted while instances use it: ${idsOf(instances)}.`,
  );
  const users = addressesIn(tx, record.id).map((use) => use.owner);
  demand(
    users.length === 0,
    'DependencyViolation.NetworkInterface',
    `vSwitch ${record.id} cannot be deleted while it holds addresses of ${[...new Set(users)].join(', ')}.`,
  );
}

/** The range of a VPC or a vSwitch that exists. */
export function rangeOf(record: CloudRecord): Cidr {
  const cidr = parseCidr(text(record.attributes, 'cidr_block'));
  if (!cidr) throw new Error(`${record.id} has no valid range.`);
  return cidr;
}
