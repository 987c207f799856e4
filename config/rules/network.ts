import { containsCidr, overlaps, parseCidr } from '../../domain/cidr';
import { formatPath } from '../problems/problem';
import { entriesOf, repeats, type ErrorRule } from './rule';
import {
  hasPrefix,
  isShared,
  refusedRange,
  soundSubnets,
  subnetsOf,
  VPC_PREFIX,
  vpcRange,
  VSWITCH_PREFIX,
} from './subnets';

/** Alibaba Cloud's limits on the range of a VPC. */
export const vpcCidr: ErrorRule = (config, report) => {
  const range = parseCidr(config.vpc?.cidr);
  if (!range) return;
  const path = ['vpc', 'cidr'];
  const refused = refusedRange(range);
  if (!hasPrefix(range, VPC_PREFIX)) {
    report(path, 'has a prefix that Alibaba Cloud refuses for a VPC', {
      allowed: `/${VPC_PREFIX.least} to /${VPC_PREFIX.most}`,
    });
  } else if (refused) {
    report(path, `overlaps ${refused}, which Alibaba Cloud refuses for a VPC`, {
      allowed: 'a private range, such as one in 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16',
    });
  }
};

/** Alibaba Cloud's limits on the size of a vSwitch. */
export const vswitchSize: ErrorRule = (config, report) => {
  for (const { path, range } of subnetsOf(config)) {
    if (hasPrefix(range, VSWITCH_PREFIX)) continue;
    const allowed = `/${VSWITCH_PREFIX.least} to /${VSWITCH_PREFIX.most}`;
    report([...path, 'cidr'], 'has a prefix that Alibaba Cloud refuses for a vSwitch', { allowed });
  }
};

/** Every vSwitch is in the VPC. */
export const insideVpc: ErrorRule = (config, report) => {
  const vpc = vpcRange(config);
  if (!vpc) return;
  for (const { path, range } of soundSubnets(config)) {
    if (containsCidr(vpc, range)) continue;
    report([...path, 'cidr'], 'is not inside the VPC', { allowed: `a range inside ${config.vpc?.cidr}` });
  }
};

/** Ranges of vSwitches do not overlap, but zones and the bastion may share an existing vSwitch. */
export const noOverlap: ErrorRule = (config, report) => {
  const subnets = soundSubnets(config);
  for (const [index, later] of subnets.entries()) {
    for (const earlier of subnets.slice(0, index)) {
      if (!overlaps(earlier.range, later.range) || isShared(earlier, later)) continue;
      report([...later.path, 'cidr'], `overlaps ${formatPath([...earlier.path, 'cidr'])}, ${earlier.cidr}`);
    }
  }
};

/** Each zone is in the list once. */
export const uniqueZones: ErrorRule = (config, report) => {
  const zones = entriesOf(config.zones).filter(([, zone]) => zone.id !== undefined);
  for (const [[index], [first]] of repeats(zones, ([, zone]) => zone.id)) {
    report(['zones', index, 'id'], `is also the id of zones[${first}]`);
  }
};

/** The id of a zone is that of its region and a letter (`ap-southeast-1a`, `cn-hangzhou-h`). */
export const zonesInRegion: ErrorRule = (config, report) => {
  const { region, bastion } = config;
  if (region === undefined) return;
  const zones = entriesOf(config.zones).map(([index, { id }]) => [['zones', index, 'id'], id] as const);
  const all = [...zones, [['bastion', 'zone'], bastion ? bastion.zone : undefined] as const];
  for (const [path, id] of all) {
    if (id === undefined || new RegExp(`^${region}-?[a-z]$`).test(id)) continue;
    report(path, `is not a zone of the region ${region}`, { allowed: `such as ${region}a or ${region}-a` });
  }
};

/** An existing vSwitch is always in an existing VPC. */
export const existingVSwitches: ErrorRule = (config, report) => {
  if (!config.vpc || 'id' in config.vpc) return;
  for (const { path, vswitchId } of subnetsOf(config)) {
    if (vswitchId === undefined) continue;
    report([...path, 'vswitchId'], 'is set for an existing vSwitch, but vpc.id is not set', {
      fix: 'set vpc.id, or remove vswitchId to create the vSwitch',
    });
  }
};
