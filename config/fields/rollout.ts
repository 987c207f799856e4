import { z } from 'zod';
import { nodeId, port } from './values';

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
  .describe('Your own bastion.');

export const rollout = z
  .strictObject({
    via: z
      .union([z.enum(['bastion', 'direct']), jumpHost])
      .default('bastion')
      .describe(
        'How Terraform reaches the brokers over SSH: `bastion` through the one in this file, `direct` from inside the VPC, or through your own bastion. With `bastion` and none in the file, no change reaches running brokers.',
      ),
    gateTimeoutSeconds: z
      .int()
      .min(30)
      .max(86400)
      .default(600)
      .describe('How long a broker may need to be in sync, before and after its change, in seconds.'),
    bootTimeoutSeconds: z
      .int()
      .min(60)
      .max(7200)
      .default(1200)
      .describe('How long a new host may need until Kafka runs, in seconds.'),
    allowUnavailable: z
      .boolean()
      .default(false)
      .describe(
        'Continue even if partitions stop meanwhile that need every broker, such as those with one replica.',
      ),
  })
  .describe('How a change reaches running brokers: over SSH, one at a time.');

/** A host by its node id, or the bastion, which has none. */
export const repairedHost = z.union([nodeId, z.literal('bastion')]);
