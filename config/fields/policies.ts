import { z } from 'zod';

/** By name; `policies/` holds what each refuses. */
export const POLICY_RULES = [
  'public-load-balancer',
  'public-broker',
  'open-kafka-port',
  'unencrypted-data-disk',
  'deletion-protection',
] as const;

const exception = z.strictObject({
  rule: z.enum(POLICY_RULES).describe('Name of the policy.'),
  reason: z
    .string()
    .min(10)
    .max(200)
    .describe('Why this deployment may do without it, for whoever reads the file next.'),
});

export const policies = z
  .strictObject({
    profile: z
      .enum(['trial', 'production'])
      .default('trial')
      .describe(
        '`production` also refuses data disks without encryption, and hosts or a load balancer without deletion protection.',
      ),
    allow: z
      .array(exception)
      .default([])
      .describe('Policies that are switched off, each with the reason. Each draws a warning.'),
  })
  .describe('What must never ship: docs/policies.md.');
