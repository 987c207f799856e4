import { z } from 'zod';
import { cidr } from './values';

export const security = z
  .strictObject({
    profile: z
      .enum(['least', 'seed'])
      .default('least')
      .describe(
        "`least`: only what is needed. `seed`: the document's wide rule, all TCP from the VPC to the brokers.",
      ),
    internalClients: z
      .array(cidr)
      .default([])
      .describe('Ranges, besides the bastion, that may use INTERNAL.'),
    externalTestClients: z
      .array(cidr)
      .default([])
      .describe(
        'Ranges, besides the bastion and the load balancer, that may reach the external listeners, for tests.',
      ),
    sshFrom: z
      .array(cidr)
      .default([])
      .describe('Ranges, besides the bastion, that may reach SSH on brokers (your own bastion).'),
  })
  .describe('Security groups.');

export const backend = z
  .looseObject({
    type: z
      .string()
      .regex(/^[a-z][a-z0-9]*$/, 'must be the name of a Terraform backend such as oss')
      .default('local')
      .describe('Terraform backend.'),
  })
  .describe(
    "Where Terraform keeps its state: a backend's type and its arguments under Terraform's own names. Credentials are refused here: pass them by environment or `-backend-config`.",
  );
