import { overlaps, parseCidr, type Cidr } from '../../domain/cidr';
import type { Path } from '../problems/problem';
import type { PartialConfig } from '../salvage';

/** Alibaba Cloud: a VPC is a /8 to /28, a vSwitch a /16 to /29. */
export const VPC_PREFIX = { least: 8, most: 28 };
export const VSWITCH_PREFIX = { least: 16, most: 29 };

/** Ranges that Alibaba Cloud refuses for a VPC: its own services, multicast, loopback, link-local. */
const REFUSED = ['100.64.0.0/10', '224.0.0.0/4', '127.0.0.0/8', '169.254.0.0/16'];

/** The refused range that overlaps a VPC's range. */
export function refusedRange(range: Cidr): string | undefined {
  return REFUSED.find((text) => {
    const refused = parseCidr(text);
    return refused && overlaps(refused, range);
  });
}

export function hasPrefix(range: Cidr, { least, most }: typeof VPC_PREFIX): boolean {
  return least <= range.prefix && range.prefix <= most;
}

/** The VPC's range, if it is valid by itself. */
export function vpcRange(config: PartialConfig): Cidr | undefined {
  const range = parseCidr(config.vpc?.cidr);
  return range && hasPrefix(range, VPC_PREFIX) && !refusedRange(range) ? range : undefined;
}

/** A vSwitch of the file: a zone's, or the bastion's. */
export interface Subnet {
  /** Of the entry that describes it. */
  readonly path: Path;
  readonly zone?: string;
  readonly cidr: string;
  readonly range: Cidr;
  readonly vswitchId?: string;
}

/** All vSwitches whose range can be parsed, zones first, as in the file. */
export function subnetsOf(config: PartialConfig): Subnet[] {
  const zones = (config.zones ?? []).map((zone, index) => [['zones', index], zone, zone?.id] as const);
  const bastion = config.bastion ? [[['bastion'], config.bastion, config.bastion.zone] as const] : [];
  return [...zones, ...bastion].flatMap(([path, entry, zone]) => {
    const range = parseCidr(entry?.cidr);
    return entry?.cidr && range ? [{ path, zone, cidr: entry.cidr, range, vswitchId: entry.vswitchId }] : [];
  });
}

/** The vSwitches with an allowed prefix; only these can be compared. */
export function soundSubnets(config: PartialConfig): Subnet[] {
  return subnetsOf(config).filter(({ range }) => hasPrefix(range, VSWITCH_PREFIX));
}

/** Whether two entries are the same existing vSwitch. */
export function isShared(a: Subnet, b: Subnet): boolean {
  return a.vswitchId !== undefined && a.vswitchId === b.vswitchId && a.cidr === b.cidr;
}
