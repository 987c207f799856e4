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
        "TiDB Cloud's Alibaba Cloud account id, for the whitelist of the endpoint service. It is the default of the Terraform variable `tidb_cloud_account_id`. Write it in quotes: it has more digits than YAML keeps of a number.",
      ),
    zones: z
      .array(zoneId)
      .optional()
      .describe(
        'Availability zones of the TiDB cluster, as `ticloud serverless private-link-connection zones` prints them. A warning lists those that are not in `zones`.',
      ),
    uniqueName: z
      .string()
      .regex(
        /^[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?$/,
        'must be one DNS label of lower-case letters, digits, "_" and "-"',
      )
      .default(UNIQUE_NAME_PLACEHOLDER)
      .describe(
        'The unique name of the domain that TiDB Cloud attaches. Leave the placeholder `unique_name` until you know it. It is the default of the Terraform variable `unique_name`.',
      ),
    listenerPattern: z
      .string()
      .regex(/^[a-z0-9{}A-Z_.-]+$/, 'must be a host name that contains {nodeId} and {uniqueName}')
      .default('b{nodeId}.{uniqueName}.alicloud.plc.tidbcloud.com')
      .describe(
        'Host name that a broker advertises on EXTERNAL. It must contain `{nodeId}` and `{uniqueName}`.',
      ),
  })
  .describe('What TiDB Cloud shows about its side.');
