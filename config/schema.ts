import { z } from 'zod';
import { networkOf, parseCidr } from './cidr';
import { DEFAULT_JDK, DEFAULT_KAFKA, type Release } from './releases';

/**
 * The shape of a deployment file (`kafka.yaml`). Every default is the value of PingCAP's document
 * "Connect to Alibaba Cloud Self-Hosted Kafka via Private Link Connection", unless the text says otherwise.
 * The JSON Schema for editors and the reference in docs/ are generated from these definitions. The text of a pattern
 * begins with "must be" and goes on with what is allowed: reports and the reference show it without the first two words.
 */

const zoneId = z
  .string()
  .regex(/^[a-z]{2}-[a-z]+(-[a-z]+)*(-\d+)?-?[a-z]$/, 'must be a zone id such as ap-southeast-1a');
const octet = '(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const cidr = z
  .string()
  .regex(new RegExp(`^${octet}(\\.${octet}){3}/(3[0-2]|[12]?\\d)$`), {
    error: 'must be an IPv4 CIDR block such as 10.0.0.0/18',
    abort: true,
  })
  .superRefine((text, context) => {
    if (parseCidr(text)) return;
    context.addIssue({
      code: 'custom',
      message: 'has host bits set: its address is not the first of the range',
      params: { fix: `write ${networkOf(text)}` },
    });
  });
const address = z
  .string()
  .regex(new RegExp(`^${octet}(\\.${octet}){3}$`), 'must be an IPv4 address such as 10.0.0.11');
const port = z.int().min(1).max(65535);
const nodeId = z.int().min(1).max(65535);
const instanceType = z
  .string()
  .regex(/^ecs\.[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'must be an ECS instance type such as ecs.g7.xlarge');
const resourceName = z
  .string()
  .min(2)
  .max(80)
  .regex(
    /^[A-Za-z][A-Za-z0-9 ._-]*$/,
    'must be a name of 2 to 80 letters, digits, spaces, ".", "_" or "-", beginning with a letter',
  );
const hostName = z
  .string()
  .regex(
    /^[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]$/,
    'must be a host name of 2 to 63 letters, digits or "-", beginning with a letter',
  );
const cloudId = (prefix: string) =>
  z.string().regex(new RegExp(`^${prefix}-[a-z0-9]+$`), `must be an id such as ${prefix}-t4nexample`);

const tidbCloud = z
  .strictObject({
    clusterId: z
      .string()
      .regex(/^[A-Za-z0-9-]+$/, 'must be the id of a TiDB Cloud cluster')
      .optional()
      .describe('Id of the TiDB Cloud Essential cluster; only printed in the next steps.'),
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
      .default('unique_name')
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

const vpc = z
  .strictObject({
    name: resourceName.default('Kafka VPC').describe('Name of the VPC.'),
    cidr: cidr.default('10.0.0.0/16').describe('IPv4 range of the VPC.'),
    id: cloudId('vpc')
      .optional()
      .describe('Id of an existing VPC to build in; then no VPC is created and `cidr` must be its range.'),
  })
  .describe('The network that holds everything.');

const zone = z.strictObject({
  id: zoneId.describe('Zone id.'),
  cidr: cidr.describe("IPv4 range of the zone's broker vSwitch, inside the VPC."),
  vswitchName: resourceName.optional().describe('Name of the vSwitch. Default: `broker-<zone>`.'),
  vswitchId: cloudId('vsw')
    .optional()
    .describe('Id of an existing vSwitch in an existing VPC; `cidr` must be its range.'),
});

const bastion = z
  .strictObject({
    name: hostName.default('bastion-node').describe('Instance and host name.'),
    zone: zoneId.describe('Zone of the bastion.'),
    cidr: cidr.describe("IPv4 range of the bastion's own vSwitch."),
    vswitchName: resourceName.default('bastion').describe('Name of the vSwitch.'),
    vswitchId: cloudId('vsw').optional().describe('Id of an existing vSwitch; `cidr` must be its range.'),
    address: address.optional().describe('Private address. Default: tenth of the vSwitch.'),
    instanceType: instanceType.default('ecs.t5-lc1m2.small').describe('Instance type.'),
    systemDiskGiB: z.int().min(20).max(2048).default(40).describe('Size of the system disk in GiB.'),
    publicBandwidthMbps: z
      .int()
      .min(1)
      .max(100)
      .default(5)
      .describe('Peak outbound bandwidth of the public address in Mbit/s.'),
    allowSshFrom: z
      .array(cidr)
      .min(1)
      .default(['0.0.0.0/0'])
      .describe('Source ranges that may reach SSH. The default is open to the world and draws a warning.'),
    mirrorPort: port.default(8080).describe('Port on which the archives are served to the brokers.'),
  })
  .describe('Jump host with a public address, which also fetches the archives for the brokers.');

const diskSize = z.int().min(20).max(32768).describe('Size in GiB. It can grow later, never shrink.');
const diskCategory = z
  .enum(['cloud_essd', 'cloud_auto', 'cloud_essd_entry', 'cloud_ssd', 'cloud_efficiency'])
  .describe('Disk category.');
const performanceLevel = z
  .enum(['PL0', 'PL1', 'PL2', 'PL3'])
  .optional()
  .describe('Performance level of `cloud_essd`. Default: chosen by Alibaba Cloud (PL1).');
const encrypted = z.boolean().describe('Encrypt the disk with the service key of the account.');

const dataDisk = z.strictObject({
  sizeGiB: diskSize.default(100),
  category: diskCategory.default('cloud_essd'),
  performanceLevel,
  encrypted: encrypted.default(false),
});

const brokerDataDisk = z.strictObject({
  sizeGiB: diskSize.optional(),
  category: diskCategory.optional(),
  performanceLevel,
  encrypted: encrypted.optional(),
});

const brokerDefaults = z
  .strictObject({
    instanceType: instanceType.default('ecs.t5-lc1m2.small').describe('Instance type of brokers.'),
    systemDiskGiB: z.int().min(20).max(2048).default(40).describe('Size of the system disk in GiB.'),
    dataDisk: dataDisk.prefault({}).describe('The disk that holds the logs, apart from the system disk.'),
  })
  .describe('What a broker gets where its own entry says nothing.');

const broker = z.strictObject({
  id: nodeId.describe('`node.id`. Everything else of the broker follows from it; never reuse one.'),
  zone: zoneId.describe('Zone of the broker; one of `zones`.'),
  name: hostName.optional().describe('Instance and host name. Default: `broker-node<id>`.'),
  address: address.optional().describe("Private address. Default: the base of the zone's vSwitch + 10 + id."),
  externalPort: port
    .optional()
    .describe(
      'Port of the load balancer that leads to this broker alone. Default: `ports.externalBase` + id.',
    ),
  instanceType: instanceType.optional().describe('Instance type. Default: `brokerDefaults.instanceType`.'),
  dataDisk: brokerDataDisk
    .optional()
    .describe('Data disk. Default: `brokerDefaults.dataDisk`, field by field.'),
});

const archive = (what: string, { url, sha256 }: Release) =>
  z.strictObject({
    url: z
      .string()
      .regex(/^https?:\/\/[^\s'"\\$`]+\.(tgz|tar\.gz)$/, 'must be an http(s) URL of a .tgz or .tar.gz')
      .default(url)
      .describe(`Where the archive of ${what} is fetched from.`),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 checksum: 64 hexadecimal digits in lower case')
      .default(sha256)
      .describe('Checksum of the archive; nothing is unpacked that does not match.'),
  });

const kafka = z
  .strictObject({
    version: z
      .string()
      .regex(/^\d+\.\d+\.\d+$/, 'must be a Kafka version such as 3.9.1')
      .default(DEFAULT_KAFKA.version)
      .describe('Kafka version of the archive.'),
    archive: archive('Kafka', DEFAULT_KAFKA).prefault({}),
    jdkVersion: z
      .string()
      .regex(/^\d+(\.\d+)*$/, 'must be a JDK version such as 17.0.15')
      .default(DEFAULT_JDK.version)
      .describe('JDK version of the archive.'),
    jdkArchive: archive('the JDK', DEFAULT_JDK).prefault({}),
    delivery: z
      .enum(['bastion', 'url', 'image'])
      .default('bastion')
      .describe(
        'How the archives reach the brokers: `bastion` fetches and serves them; `url` lets each broker fetch the URLs (such as an internal OSS endpoint); `image` expects them in /opt/kafka-archives of the image.',
      ),
    clusterId: z
      .string()
      .regex(
        /^[A-Za-z0-9_][A-Za-z0-9_-]{21}$/,
        'must be a Kafka cluster id: 22 characters of URL-safe base64, the first not "-"',
      )
      .describe(
        'Cluster id that storage is formatted with. Make your own with `npm run cluster-id`; never change it.',
      ),
    heapMiB: z.int().min(256).max(65536).default(1024).describe('Java heap of a broker in MiB.'),
    properties: z
      .record(
        z
          .string()
          .regex(/^[A-Za-z][A-Za-z0-9_.-]*$/, 'must be the name of a Kafka setting such as num.partitions'),
        z.union([z.string(), z.number(), z.boolean()]),
      )
      .default({})
      .describe(
        'Further settings of `server.properties`. Those that the plan owns are refused with the reason.',
      ),
  })
  .describe('Kafka itself.');

const ports = z
  .strictObject({
    controller: port.default(29092).describe('Port of the CONTROLLER listener.'),
    internal: port.default(9092).describe('Port of the INTERNAL listener.'),
    external: port
      .default(39092)
      .describe('Port of the EXTERNAL listener, the backend of the load balancer.'),
    bootstrap: port.default(9092).describe('Port of the load balancer that leads to every broker.'),
    externalBase: z
      .int()
      .min(0)
      .max(65534)
      .default(9092)
      .describe("A broker's own port on the load balancer is this plus its id."),
  })
  .describe('Ports on the hosts and on the load balancer.');

const loadBalancer = z
  .strictObject({
    name: resourceName.default('kafka-nlb').describe('Name of the network load balancer.'),
    bootstrapGroupName: resourceName
      .default('bootstrap-server-group')
      .describe('Server group of the bootstrap port.'),
    brokerGroupPrefix: resourceName
      .default('broker-server-group')
      .describe("Name of a broker's server group, before `-<id>`."),
    deletionProtection: z.boolean().default(false).describe('Refuse deletion until switched off again.'),
    allowFrom: z
      .array(cidr)
      .optional()
      .describe(
        'Source ranges that may reach the listeners. Setting it puts a security group with an explicit deny on the load balancer; without it, the whole VPC and the endpoint service may.',
      ),
  })
  .describe('The internal network load balancer.');

const endpointService = z
  .strictObject({
    description: z
      .string()
      .min(2)
      .max(256)
      .default('Kafka for TiDB Cloud')
      .describe('Description of the service.'),
    payer: z
      .enum(['Endpoint', 'EndpointService'])
      .default('Endpoint')
      .describe(
        'Who pays for the traffic: the consumer or you. Changing it replaces the service and its name.',
      ),
    connectBandwidthMbps: z
      .int()
      .min(100)
      .max(10240)
      .optional()
      .describe('Bandwidth of one connection in Mbit/s. Default: chosen by Alibaba Cloud.'),
    acceptedEndpoints: z
      .array(cloudId('ep'))
      .default([])
      .describe(
        'Ids of endpoints whose connection Terraform accepts; all others wait for a decision in the console.',
      ),
  })
  .describe('The PrivateLink endpoint service. Connections are never accepted automatically.');

const security = z
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
      .describe('Ranges, besides the bastion and the load balancer, that may reach EXTERNAL, for tests.'),
    sshFrom: z
      .array(cidr)
      .default([])
      .describe('Ranges, besides the bastion, that may reach SSH on brokers (your own bastion).'),
  })
  .describe('Security groups.');

const backend = z
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

export const configSchema = z.strictObject({
  name: z
    .string()
    .regex(
      /^[a-z][a-z0-9-]{0,38}[a-z0-9]$/,
      'must be 2 to 40 lower-case letters, digits or "-", beginning with a letter',
    )
    .default('kafka')
    .describe('Name of the deployment: its Terraform stack, state and folder below cdktf.out/stacks.'),
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
  brokerDefaults: brokerDefaults.prefault({}),
  brokers: z.array(broker).min(1).describe('The brokers, at most 49: a load balancer has 50 listeners.'),
  controllers: z
    .array(nodeId)
    .min(1)
    .describe('Ids of the brokers that are also controllers: 1, 3 or 5. Fixed for the life of the cluster.'),
  loadBalancer: loadBalancer.prefault({}),
  endpointService: endpointService.prefault({}),
  security: security.prefault({}),
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
  maintain: nodeId
    .optional()
    .describe(
      'Id of the one broker whose instance the next apply may stop, for a new type, image or key. Remove it afterwards.',
    ),
  destroyable: z
    .boolean()
    .default(false)
    .describe(
      'Lift every protection so that `terraform destroy` works. All data of the cluster is lost with it.',
    ),
});

/** A valid deployment file, with all defaults filled in. */
export type Config = z.output<typeof configSchema>;
export type BrokerConfig = Config['brokers'][number];
export type ZoneConfig = Config['zones'][number];
export type BastionConfig = Exclude<Config['bastion'], false>;
export type DataDiskConfig = Config['brokerDefaults']['dataDisk'];
