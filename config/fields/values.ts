import { z } from 'zod';
import { networkOf, parseCidr } from '../../domain/cidr';

/** Single values. The text of a pattern begins with "must be": reports and the reference show the rest. */

export const zoneId = z
  .string()
  .regex(/^[a-z]{2}-[a-z]+(-[a-z]+)*(-\d+)?-?[a-z]$/, 'must be a zone id such as ap-southeast-1a');
const octet = '(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
export const cidr = z
  .string()
  .regex(new RegExp(`^${octet}(\\.${octet}){3}/(3[0-2]|[12]?\\d)$`), {
    error: 'must be an IPv4 CIDR block such as 10.0.0.0/18',
    abort: true,
  })
  .superRefine((text, context) => {
    if (parseCidr(text)) return;
    context.addIssue({
      code: 'custom',
      message: 'has host bits set: the address is not the first of its range',
      params: { fix: `write ${networkOf(text)}` },
    });
  });
export const address = z
  .string()
  .regex(new RegExp(`^${octet}(\\.${octet}){3}$`), 'must be an IPv4 address such as 10.0.0.11');
export const port = z.int().min(1).max(65535);
export const nodeId = z.int().min(1).max(65535);
/** Id of an existing broker: any that Kafka allows. */
export const runningId = z.int().min(0).max(2147483647);
export const instanceType = z
  .string()
  .regex(/^ecs\.[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'must be an ECS instance type such as ecs.g7.xlarge');
export const resourceName = z
  .string()
  .min(2)
  .max(80)
  .regex(
    /^[A-Za-z][A-Za-z0-9 ._-]*$/,
    'must be a name of 2 to 80 letters, digits, spaces, ".", "_" or "-", beginning with a letter',
  );
export const hostName = z
  .string()
  .regex(
    /^[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]$/,
    'must be a host name of 2 to 63 letters, digits or "-", beginning with a letter',
  );
export const cloudId = (prefix: string) =>
  z.string().regex(new RegExp(`^${prefix}-[a-z0-9]+$`), `must be an id such as ${prefix}-t4nexample`);
