import { z } from 'zod';
import { existing, existingBroker, existingVpc, existingZone } from './fields/existing';
import { existingListeners } from './fields/external-listeners';
import { ports } from './fields/kafka';
import { runningId } from './fields/values';
import { newClusterSchema } from './new-schema';

/** Fields of both kinds of clusters: the link, and how Terraform runs. */
const {
  name,
  region,
  accountType,
  tidbCloud,
  loadBalancer,
  endpointService,
  policies,
  tags,
  resourceGroupId,
  backend,
} = newClusterSchema.shape;

/**
 * The schema of a deployment file for an existing cluster: Terraform builds the link to its brokers, and does not manage
 * the brokers.
 */
export const existingClusterSchema = z.strictObject({
  name,
  cluster: z
    .literal('existing')
    .describe('Builds the load balancer and the endpoint service for an existing cluster.'),
  stage: z.literal('full').default('full').describe('The only stage, since the brokers exist already.'),
  region,
  accountType,
  tidbCloud,
  vpc: existingVpc,
  zones: z
    .array(existingZone)
    .min(2)
    .max(10)
    .describe(
      'Zones of the load balancer and of the brokers, 2 to 10; cover every zone of the TiDB Cloud cluster.',
    ),
  ports: ports
    .omit({ controller: true })
    .prefault({})
    .describe(
      'Ports on the brokers and on the load balancer. `internal` is the port for clients inside the VPC.',
    ),
  externalListeners: existingListeners,
  brokers: z.array(existingBroker).min(1).describe('The existing brokers, at most 49.'),
  controllers: z
    .array(runningId)
    .default([])
    .describe(
      'Ids of the brokers that are also controllers. Leave it empty if the controllers are separate hosts, or with ZooKeeper.',
    ),
  existing: existing.prefault({}),
  loadBalancer,
  endpointService,
  policies,
  tags,
  resourceGroupId,
  backend,
  preflight: z
    .boolean()
    .default(false)
    .describe(
      'At every Terraform plan, check in the cloud that each zone offers the load balancer. It only reads.',
    ),
});

/** A valid deployment file of an existing cluster, with all defaults filled in. */
export type ExistingConfig = z.output<typeof existingClusterSchema>;
