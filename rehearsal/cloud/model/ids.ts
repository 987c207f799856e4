import { createHash } from 'node:crypto';
import type { Attributes } from './api';
import { idInfix } from './regions';
import type { Meta } from './state';

/** What tells two things of one type apart when they are created; calls may come in any order. */
const IDENTITY = [
  'vpc_name',
  'vswitch_name',
  'security_group_name',
  'instance_name',
  'disk_name',
  'deployment_set_name',
  'load_balancer_name',
  'server_group_name',
  'service_description',
  'listener_port',
  'listener_protocol',
  'name',
  'cidr_block',
  'zone_id',
  'availability_zone',
  'private_ip',
  'vpc_id',
  'vswitch_id',
  'load_balancer_id',
] as const;

/**
 * A new id in the real style, such as `vpc-t4n…`. It follows from what is created and not from when, so a
 * concurrent apply gives the same ids each time; the count tells apart things that look the same.
 */
export function issueId(meta: Meta, prefix: string, region: string, attributes: Attributes): string {
  const identity = [prefix, region, ...IDENTITY.map((name) => attributes[name] ?? null)];
  const key = digest(JSON.stringify(identity)).slice(0, 16);
  const count = (meta.issued[key] ?? 0) + 1;
  meta.issued[key] = count;
  return `${prefix}-${idInfix(region)}${digest(`${meta.seed}/${key}/${String(count)}`).slice(0, 17)}`;
}

/** Letters and digits that follow from `input`. */
export function digest(input: string): string {
  const hex = createHash('sha256').update(input).digest('hex');
  return BigInt(`0x${hex}`).toString(36).padStart(50, '0');
}
