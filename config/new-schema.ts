import { z } from 'zod';
import { broker, brokerDefaults, diskCategory, removedBroker } from './fields/brokers';
import { externalListeners } from './fields/external-listeners';
import { kafka, ports } from './fields/kafka';
import { endpointService, loadBalancer } from './fields/link';
import { bastion, vpc, zone } from './fields/network';
import { backend, security } from './fields/operation';
import { policies } from './fields/policies';
import { repairedHost, rollout } from './fields/rollout';
import { tidbCloud } from './fields/tidb-cloud';
import { nodeId, resourceName } from './fields/values';

/**
 * The schema of a deployment file (`kafka.yaml`) for a new cluster. Every default is the value of PingCAP's document
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
    .describe('Name of the deployment, its Terraform stack, its state and its folder in cdktf.out/stacks.'),
  // For editors it has both; a file with `existing` is checked with the other schema.
  cluster: z
    .enum(['new', 'existing'])
    .default('new')
    .describe(
      '`new` builds a cluster; `existing` exposes one that exists already, with other fields: see the end of the page.',
    ) as unknown as z.ZodDefault<z.ZodEnum<{ new: 'new' }>>,
  stage: z
    .enum(['full', 'link'])
    .default('full')
    .describe(
      '`link` builds only the network, the load balancer and the endpoint service, so that you know the unique name before any broker exists. `full` then adds the rest at the same addresses.',
    ),
  region: z
    .string()
    .regex(/^[a-z]{2}-[a-z]+(-[a-z]+)*(-\d+)?$/, 'must be a region id such as ap-southeast-1')
    .default('ap-southeast-1')
    .describe('Region; the same as that of the TiDB cluster.'),
  accountType: z
    .enum(['Domestic', 'International'])
    .optional()
    .describe('Site of the Alibaba Cloud account. Default: the provider asks the billing API at each run.'),
  tidbCloud: tidbCloud.prefault({}),
  vpc: vpc.prefault({}),
  zones: z
    .array(zone)
    .min(2)
    .max(10)
    .describe('Zones of the brokers and of the load balancer, 2 to 10. List every zone of the TiDB cluster.'),
  bastion: z
    .union([z.literal(false), bastion])
    .default(false)
    .describe('The bastion, or `false` to use your own.'),
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
        .describe(
          'The newest system image whose name matches is used for new hosts. Newer images do not change existing hosts.',
        ),
    })
    .prefault({ nameRegex: '^aliyun_3_x64_20G_alibase_' })
    .describe('Image of all hosts, by `id` or by `nameRegex`: Alibaba Cloud Linux 3 by default.'),
  systemDiskCategory: diskCategory.default('cloud_essd').describe('Category of every system disk.'),
  systemDiskEncrypted: z
    .boolean()
    .default(false)
    .describe('Encrypt system disks with the service key of the account. It applies to new hosts only.'),
  metadataTokens: z
    .enum(['optional', 'required'])
    .optional()
    .describe(
      "Whether programs on the hosts need a token for the metadata service (IMDSv2). `required` needs an image whose cloud-init can get a token, and causes a warning; running hosts change without a restart. Default: Alibaba Cloud's default for a new host, `optional`.",
    ),
  deploymentSets: z
    .boolean()
    .default(false)
    .describe(
      'Keep the brokers of a zone on different physical machines, with a deployment set for each zone: up to 20 brokers, of instance families that support it. It applies to new hosts, and to the host under `maintain`. You cannot set it back to false while brokers are in a set.',
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
          'Public key. It is the default of the Terraform variable `ssh_public_key`; without it, set the variable.',
        ),
    })
    .prefault({})
    .describe('SSH key pair of all hosts. kafka-link never needs the private key in the file.'),
  kafka,
  ports: ports.prefault({}),
  externalListeners,
  brokerDefaults: brokerDefaults.prefault({}),
  brokers: z
    .array(broker)
    .min(1)
    .describe(
      'The brokers, at most 49: a load balancer has 50 ports, and each of `externalListeners` needs one for bootstrap and one for each broker.',
    ),
  removed: z
    .array(removedBroker)
    .default([])
    .describe(
      'Brokers that have left. An apply deletes their hosts and load balancer ports, and keeps their data disks until `deleteData`. Keep the entries.',
    ),
  controllers: z
    .array(nodeId)
    .min(1)
    .describe(
      'Ids of the brokers that are also controllers: 1, 3 or 5. They never change in a running cluster.',
    ),
  loadBalancer: loadBalancer.prefault({}),
  endpointService: endpointService.prefault({}),
  security: security.prefault({}),
  policies: policies.prefault({}),
  tags: z
    .record(z.string().min(1).max(128), z.string().max(128))
    .default({})
    .describe('Tags of every resource that supports them.'),
  resourceGroupId: z
    .string()
    .regex(/^rg-[a-z0-9]+$/, 'must be an id such as rg-acfmexample')
    .optional()
    .describe('Resource group of every resource that supports one.'),
  backend: backend.prefault({}),
  rollout: rollout.prefault({}),
  preflight: z
    .boolean()
    .default(false)
    .describe(
      'At every Terraform plan, check in the cloud that each zone offers the load balancer and has the instance types in stock, so that the apply does not fail. It only reads. Use it for a first deployment and for new hosts: a type that is sold out later would fail every plan.',
    ),
  maintain: nodeId
    .optional()
    .describe(
      'Id of the one broker whose instance the next apply may stop, for another type, image or key. Remove it afterwards.',
    ),
  replace: nodeId
    .optional()
    .describe(
      'Id of the one broker whose data is lost: it may start on a blank disk, and copies everything from the others. Remove it afterwards.',
    ),
  repair: z
    .array(repairedHost)
    .default([])
    .describe(
      'Hosts that the next apply brings to the plan although nothing has changed: ids of brokers, and `bastion`. For files that somebody edited, and for a system disk that the console has replaced. Their steps and deliveries of secrets run in every apply while they are listed, one broker at a time; a broker restarts only if it runs with something else. Remove it afterwards, which runs nothing.',
    ),
  destroyable: z
    .boolean()
    .default(false)
    .describe(
      'Remove every protection, so that `terraform destroy` works. It deletes all data of the cluster.',
    ),
});

/** A valid deployment file of a new cluster, with all defaults filled in. */
export type NewConfig = z.output<typeof newClusterSchema>;
