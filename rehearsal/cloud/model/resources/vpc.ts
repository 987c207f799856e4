import { demand, idsOf } from '../errors';
import type { ResourceHandler } from '../handler';
import { putNew } from '../handler';
import type { Cidr } from '../network';
import { overlaps, parseCidr } from '../network';
import { text } from '../values';

/** Ranges that the platform uses itself, so no VPC may touch them. */
const RESERVED = ['100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/4'];

/** alicloud_vpc */
export const vpc: ResourceHandler = {
  noun: 'vpc',
  aliases: [['vpc_name', 'name']],
  stateOnly: ['dry_run', 'force_delete', 'ipv4_cidr_mask', 'ipv4_ipam_pool_id', 'secondary_cidr_mask'],
  inPlace: [
    'cidr_block',
    'classic_link_enabled',
    'description',
    'dns_hostname_status',
    'enable_ipv6',
    'name',
    'resource_group_id',
    'secondary_cidr_blocks',
    'system_route_table_description',
    'system_route_table_name',
    'system_route_table_route_propagation_enable',
    'tags',
    'vpc_name',
  ],
  create(tx, planned) {
    const cidr = text(planned, 'cidr_block') || '172.16.0.0/12';
    requireVpcCidr(cidr);
    const id = tx.newId('vpc', planned);
    const name = text(planned, 'vpc_name') || text(planned, 'name');
    return putNew(tx, 'alicloud_vpc', id, planned, {
      cidr_block: cidr,
      create_time: tx.now(),
      dns_hostname_status: 'DISABLED',
      name,
      region_id: tx.region,
      resource_group_id: 'rg-default',
      route_table_id: id.replace('vpc-', 'vtb-'),
      router_id: id.replace('vpc-', 'vrt-'),
      router_table_id: id.replace('vpc-', 'vtb-'),
      status: 'Available',
      system_route_table_route_propagation_enable: true,
      vpc_name: name,
    });
  },
  remove(tx, record) {
    const inside = (type: string) => tx.all(type).filter((other) => other.attributes.vpc_id === record.id);
    for (const [type, code, what] of [
      ['alicloud_vswitch', 'DependencyViolation.VSwitch', 'vSwitches'],
      ['alicloud_security_group', 'DependencyViolation.SecurityGroup', 'security groups'],
    ] as const) {
      const left = inside(type);
      demand(
        left.length === 0,
        code,
        `VPC ${record.id} cannot be deleted while it holds ${what}: ${idsOf(left)}.`,
      );
    }
    tx.remove(record);
  },
};

function requireVpcCidr(block: string): Cidr {
  const cidr = parseCidr(block);
  demand(
    cidr !== undefined,
    'InvalidCidrBlock.Malformed',
    `${block} is no CIDR block; its host bits must be zero.`,
    'cidr_block',
  );
  demand(
    cidr.prefix >= 8 && cidr.prefix <= 28,
    'InvalidCidrBlock',
    `The mask of VPC block ${block} must be 8 to 28 bits.`,
    'cidr_block',
  );
  const touched = RESERVED.find((range) => {
    const reserved = parseCidr(range);
    return reserved !== undefined && overlaps(reserved, cidr);
  });
  demand(
    touched === undefined,
    'InvalidCidrBlock',
    `VPC block ${block} touches ${touched ?? ''}, which the platform reserves.`,
    'cidr_block',
  );
  return cidr;
}
