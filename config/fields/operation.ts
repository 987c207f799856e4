import { z } from 'zod';
import { cidr } from './values';

export const security = z
  .strictObject({
    profile: z
      .enum(['least', 'wide'])
      .default('least')
      .describe(
        "`least`: only the ports that are needed. `wide`: all TCP from the VPC to the brokers, as in PingCAP's document.",
      ),
    internalClients: z
      .array(cidr)
      .default([])
      .describe('Ranges that may reach INTERNAL, in addition to the bastion.'),
    externalTestClients: z
      .array(cidr)
      .default([])
      .describe(
        'Ranges that may reach the external listeners for tests, in addition to the bastion and the load balancer.',
      ),
    sshFrom: z
      .array(cidr)
      .default([])
      .describe(
        'Ranges that may reach SSH on brokers, in addition to the bastion: that of your own bastion.',
      ),
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
    "Where Terraform stores its state: the type of a backend and its arguments, with Terraform's names. Credentials are refused here: pass them in the environment or with `-backend-config`.",
  );
