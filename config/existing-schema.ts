import { z } from 'zod';
import { existing, existingBroker, existingVpc, existingZone } from './fields/existing';
import { listenersAsTheyRun } from './fields/external-listeners';
import { ports } from './fields/kafka';
import { runningId } from './fields/values';
import { newClusterSchema } from './new-schema';

/** What both kinds of clusters have: the link, and how Terraform runs. */
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
 * The shape of a deployment file of a cluster that runs already: TiDB Cloud's way to its brokers is built, and nothing of
 * the brokers is Terraform's.
 */
export const existingClusterSchema = z.strictObject({
  name,
  cluster: z
    .literal('existing')
    .describe('Builds load balancer and endpoint service for a cluster that runs already.'),
  stage: z
    .literal('full')
    .default('full')
    .describe('The brokers run already, so that there is one stage only.'),
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
      'Ports on the brokers and on the load balancer. `internal` is where they are reached inside the VPC.',
    ),
  externalListeners: listenersAsTheyRun,
  brokers: z.array(existingBroker).min(1).describe('The brokers, at most 49, as they run.'),
  controllers: z
    .array(runningId)
    .default([])
    .describe(
      'Ids of the brokers that are controllers as well; none with controllers of their own, or with ZooKeeper.',
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
    .describe('Ask the cloud at every plan whether each zone offers the load balancer. Reads only.'),
});

/** A valid deployment file of a cluster that runs already, with all defaults filled in. */
export type ExistingConfig = z.output<typeof existingClusterSchema>;
