import { z } from 'zod';
import { UNIQUE_NAME_PLACEHOLDER } from '../../domain/conventions';
import { zoneId } from './values';

export const tidbCloud = z
  .strictObject({
    clusterId: z
      .string()
      .regex(/^[A-Za-z0-9-]+$/, 'must be the id of a TiDB Cloud cluster')
      .optional()
      .describe('Id of the TiDB Cloud Essential cluster, for `npx kafka-link link` and the next steps.'),
    accountId: z
      .string()
      .regex(/^\d{10,20}$/, 'must be an Alibaba Cloud account id in quotes, 10 to 20 digits')
      .optional()
      .describe(
        "TiDB Cloud's Alibaba Cloud account id, put on the service's whitelist. Default of the Terraform variable `tidb_cloud_account_id`. Quote it: it has more digits than a YAML number keeps.",
      ),
    zones: z
      .array(zoneId)
      .optional()
      .describe(
        'Availability zones of the TiDB Cloud cluster, as `ticloud serverless private-link-connection zones` prints them. A warning names those without a broker vSwitch.',
      ),
    uniqueName: z
      .string()
      .regex(
        /^[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?$/,
        'must be one DNS label of lower-case letters, digits, "_" and "-"',
      )
      .default(UNIQUE_NAME_PLACEHOLDER)
      .describe(
        'The unique name of the domain that TiDB Cloud attaches; the placeholder `unique_name` until it is known. Default of the Terraform variable `unique_name`.',
      ),
    listenerPattern: z
      .string()
      .regex(/^[a-z0-9{}A-Z_.-]+$/, 'must be a host name that holds {nodeId} and {uniqueName}')
      .default('b{nodeId}.{uniqueName}.alicloud.plc.tidbcloud.com')
      .describe('Host name that a broker advertises on EXTERNAL; must hold `{nodeId}` and `{uniqueName}`.'),
  })
  .describe('What TiDB Cloud says about its side.');
