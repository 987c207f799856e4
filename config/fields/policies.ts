import { z } from 'zod';

/** Names of the policies; `policies/` has one file for each. */
export const POLICY_RULES = [
  'public-load-balancer',
  'public-broker',
  'open-kafka-port',
  'unencrypted-data-disk',
  'deletion-protection',
] as const;

const exception = z.strictObject({
  rule: z.enum(POLICY_RULES).describe('Name of the policy.'),
  reason: z.string().min(10).max(200).describe('Why this deployment is an exception.'),
});

export const policies = z
  .strictObject({
    profile: z
      .enum(['trial', 'production'])
      .default('trial')
      .describe(
        '`production` also requires encrypted data disks, and deletion protection of hosts and load balancer.',
      ),
    allow: z
      .array(exception)
      .default([])
      .describe('Policies to disable, each with a reason. Each causes a warning.'),
  })
  .describe('What synthesis refuses: docs/policies.md.');
