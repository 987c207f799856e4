import { z } from 'zod';
import { broker, brokerDefaults, diskCategory, removedBroker } from './fields/brokers';
import { externalListeners } from './fields/external-listeners';
import { kafka, ports } from './fields/kafka';
import { endpointService, loadBalancer } from './fields/link';
import { bastion, vpc, zone } from './fields/network';
import { backend, security } from './fields/operation';
import { policies } from './fields/policies';
import { rollout } from './fields/rollout';
import { tidbCloud } from './fields/tidb-cloud';
import { nodeId, resourceName } from './fields/values';

/**
 * The shape of a deployment file (`kafka.yaml`) of a cluster that is built. Every default is the value of PingCAP's document
 * "Connect to Alibaba Cloud Self-Hosted Kafka via Private Link Connection", unless the text says otherwise.
 * The JSON Schema for editors and the reference in docs/ are generated from these definitions.
 */
export const newClusterSchema = z.strictObject({
  name: z
    .string()
    .regex(
      /^[a-z][a-z0-9-]{0,38}[a-z0-9]$/,
      'must be 2 to 40 lower-case letters, digits or "-", beginning with a letter',
    )
    .default('kafka')
    .describe('Name of the deployment: its Terraform stack, state and folder below cdktf.out/stacks.'),
  // For editors it names both; a file with `existing` is judged by the other schema.
  cluster: z
    .enum(['new', 'existing'])
    .default('new')
    .describe(
      '`new` builds a cluster; `existing` exposes one that runs already, with fewer fields and some of its own: see the end.',
    ) as unknown as z.ZodDefault<z.ZodEnum<{ new: 'new' }>>,
  stage: z
    .enum(['full', 'link'])
    .default('full')
    .describe(
      '`link` builds the network, load balancer and endpoint service only, so that the unique name is learnt before any broker exists; `full` then adds the rest at the same addresses.',
    ),
  region: z
    .string()
    .regex(/^[a-z]{2}-[a-z]+(-[a-z]+)*(-\d+)?$/, 'must be a region id such as ap-southeast-1')
    .default('ap-southeast-1')
    .describe('Region, the same as the TiDB Cloud cluster.'),
  accountType: z
    .enum(['Domestic', 'International'])
    .optional()
    .describe('Site of the Alibaba Cloud account. Default: the provider asks the billing API at each start.'),
  tidbCloud: tidbCloud.prefault({}),
  vpc: vpc.prefault({}),
  zones: z
    .array(zone)
    .min(2)
    .max(10)
    .describe(
      'Zones of the brokers and of the load balancer, 2 to 10; cover every zone of the TiDB Cloud cluster.',
    ),
  bastion: z
    .union([z.literal(false), bastion])
    .default(false)
    .describe('The bastion, or `false` for none (you bring your own).'),
  image: z
    .strictObject({
      id: z
        .string()
        .regex(/^[A-Za-z0-9_.-]+$/, 'must be an image id')
        .optional()
        .describe('Id of the image.'),
      nameRegex: z
        .string()
        .optional()
        .describe('Newest system image whose name matches; looked up at plan, later drift is ignored.'),
    })
    .prefault({ nameRegex: '^aliyun_3_x64_20G_alibase_' })
    .describe('Image of all hosts, by `id` or by `nameRegex`: Alibaba Cloud Linux 3 by default.'),
  systemDiskCategory: diskCategory.default('cloud_essd').describe('Category of every system disk.'),
  systemDiskEncrypted: z
    .boolean()
    .default(false)
    .describe(
      'Encrypt system disks with the service key of the account. Chosen when a host is made: those that exist stay as they are.',
    ),
  metadataTokens: z
    .enum(['optional', 'required'])
    .optional()
    .describe(
      'Whether programs on the hosts need a token to ask the metadata service (IMDSv2). `required` takes an image whose cloud-init can get one, which draws a warning; hosts that run change without a restart. Default: what Alibaba Cloud gives a new host, `optional`.',
    ),
  deploymentSets: z
    .boolean()
    .default(false)
    .describe(
      'Keep the brokers of a zone on different physical machines, by a deployment set for each zone: up to 20 brokers, of instance families that can be in one. New hosts only, and one that exists under `maintain`. There is no way back while brokers are in a set.',
    ),
  keyPair: z
    .strictObject({
      name: resourceName.default('kafka-vpc-key-pair').describe('Name of the key pair.'),
      publicKey: z
        .string()
        .regex(
          /^(ssh-(rsa|ed25519)|ecdsa-sha2-\S+) [A-Za-z0-9+/=]+( .*)?$/,
          'must be one line of an OpenSSH public key',
        )
        .optional()
        .describe(
          'Public key. Default of the Terraform variable `ssh_public_key`, which else must be given.',
        ),
    })
    .prefault({})
    .describe('SSH key pair of all hosts. The private key never reaches this project.'),
  kafka,
  ports: ports.prefault({}),
  externalListeners,
  brokerDefaults: brokerDefaults.prefault({}),
  brokers: z
    .array(broker)
    .min(1)
    .describe(
      'The brokers, at most 49: a load balancer has 50 listeners, and each of `externalListeners` takes one for bootstrap and one a broker.',
    ),
  removed: z
    .array(removedBroker)
    .default([])
    .describe(
      'Brokers that have left: their hosts and listeners go, their data disks stay until `deleteData`. Keep the entries.',
    ),
  controllers: z
    .array(nodeId)
    .min(1)
    .describe('Ids of the brokers that are also controllers: 1, 3 or 5. Fixed for the life of the cluster.'),
  loadBalancer: loadBalancer.prefault({}),
  endpointService: endpointService.prefault({}),
  security: security.prefault({}),
  policies: policies.prefault({}),
  tags: z
    .record(z.string().min(1).max(128), z.string().max(128))
    .default({})
    .describe('Tags of every resource that takes them.'),
  resourceGroupId: z
    .string()
    .regex(/^rg-[a-z0-9]+$/, 'must be an id such as rg-acfmexample')
    .optional()
    .describe('Resource group of every resource that takes one.'),
  backend: backend.prefault({}),
  rollout: rollout.prefault({}),
  preflight: z
    .boolean()
    .default(false)
    .describe(
      'Ask the cloud at every plan whether each zone offers the load balancer and has the instance types in stock, instead of learning it during the apply. Reads only. For a first deployment and for new hosts: a type that sells out later would stop every plan.',
    ),
  maintain: nodeId
    .optional()
    .describe(
      'Id of the one broker whose instance the next apply may stop, for a new type, image or key. Remove it afterwards.',
    ),
  replace: nodeId
    .optional()
    .describe(
      'Id of the one broker whose data is lost for good: it may start on a blank disk and copies everything from the others. Remove it afterwards.',
    ),
  destroyable: z
    .boolean()
    .default(false)
    .describe(
      'Lift every protection so that `terraform destroy` works. All data of the cluster is lost with it.',
    ),
});

/** A valid deployment file of a cluster that is built, with all defaults filled in. */
export type NewConfig = z.output<typeof newClusterSchema>;
