import { z } from 'zod';
import { port } from './values';

const jumpHost = z
  .strictObject({
    host: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9.-]*$/, 'must be a host name or an IPv4 address')
      .describe('Name or address of your bastion.'),
    port: port.default(22).describe('Its SSH port.'),
    user: z
      .string()
      .regex(/^[a-z_][a-z0-9_-]*$/, 'must be a user name')
      .default('root')
      .describe('User on your bastion.'),
    hostKey: z
      .string()
      .regex(
        /^(ssh-(rsa|ed25519)|ecdsa-sha2-\S+) [A-Za-z0-9+/=]+$/,
        'must be a public host key: type and key',
      )
      .describe("Your bastion's public host key, as `ssh-keyscan` prints it after the name."),
  })
  .describe('A bastion of your own.');

export const rollout = z
  .strictObject({
    via: z
      .union([z.enum(['bastion', 'direct']), jumpHost])
      .default('bastion')
      .describe(
        'How Terraform reaches the brokers by SSH: `bastion` through the one of this file, `direct` from inside the VPC, or through a bastion of your own. With `bastion` and none in the file, no change reaches brokers that run.',
      ),
    gateTimeoutSeconds: z
      .int()
      .min(30)
      .max(86400)
      .default(600)
      .describe('How long a broker may take to be in sync, before and after its change, in seconds.'),
    bootTimeoutSeconds: z
      .int()
      .min(60)
      .max(7200)
      .default(1200)
      .describe('How long a new host may take until Kafka runs, in seconds.'),
    allowUnavailable: z
      .boolean()
      .default(false)
      .describe(
        'Go on although partitions that cannot survive one broker down (such as those with one replica) stop meanwhile.',
      ),
  })
  .describe('How a change reaches brokers that run: over SSH, one at a time.');
