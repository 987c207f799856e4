import { z } from 'zod';
import { address, cidr, cloudId, hostName, port, runningId, zoneId } from './values';

export const existingVpc = z
  .strictObject({
    id: cloudId('vpc').describe('Id of the VPC of the brokers.'),
    cidr: cidr.describe('Its IPv4 range.'),
  })
  .describe('The network of the brokers.');

export const existingZone = z.strictObject({
  id: zoneId.describe('Zone id.'),
  cidr: cidr.describe('IPv4 range of the vSwitch.'),
  vswitchId: cloudId('vsw').describe(
    "Id of the load balancer's vSwitch in this zone. Brokers may be in other vSwitches.",
  ),
});

export const existingBroker = z.strictObject({
  id: runningId.describe('`node.id`, or `broker.id` in ZooKeeper mode.'),
  zone: zoneId.describe('Zone of the broker; one of `zones`.'),
  name: hostName.optional().describe('Name in outputs and reports. Default: `broker-node<id>`.'),
  address: address.describe('Private address of the broker, on which EXTERNAL listens.'),
  server: z
    .string()
    .regex(/^(i|eni)-[a-z0-9]+$/, 'must be the id of an instance (i-…) or of a network interface (eni-…)')
    .optional()
    .describe(
      'ECS instance (`i-…`) or network interface (`eni-…`) with this address. Set it for all brokers or for none; without it, the backends of the load balancer are addresses.',
    ),
  externalPort: port
    .optional()
    .describe(
      'Load balancer port that leads to EXTERNAL of this broker only. Default: `ports.externalBase` + id.',
    ),
});

const path = z
  .string()
  .regex(/^(\/[A-Za-z0-9._+-]+)+$/, 'must be an absolute path of letters, digits and "._+-"');
const user = z.string().regex(/^[a-z_][a-z0-9_-]*$/, 'must be a user name');

const hosts = z
  .strictObject({
    user: user.default('root').describe('SSH user.'),
    port: port.default(22).describe('SSH port of the brokers.'),
    jumpHost: z
      .string()
      .regex(
        /^([a-z_][a-z0-9_-]*@)?[A-Za-z0-9][A-Za-z0-9.-]*(:\d{1,5})?$/,
        'must be a jump host such as ops@203.0.113.9 or ops@203.0.113.9:2222',
      )
      .optional()
      .describe('Jump host, in the form of `ssh -J`. Default: a direct connection.'),
    sudo: z
      .boolean()
      .default(false)
      .describe('Become root with `sudo -n`. Needed for a `user` other than root.'),
    serverProperties: path.describe("The brokers' `server.properties`."),
    service: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9:_.@-]*$/, 'must be the name of a systemd unit such as kafka.service')
      .default('kafka.service')
      .describe('systemd unit of Kafka.'),
    kafkaHome: path.describe('Folder of Kafka on the brokers, which contains `libs/`.'),
    javaHome: path.optional().describe('JDK on the brokers, with `javac`. Default: the one on `PATH`.'),
    runAs: user.optional().describe("User that runs the gate. Default: the unit's user."),
    clientProperties: path
      .optional()
      .describe(
        'Properties file on the brokers for Kafka clients there. Needed if INTERNAL is not PLAINTEXT.',
      ),
  })
  .describe(
    'How `npx kafka-link expose` reaches the brokers over SSH and restarts them, to add the listener to one after another. Leave it out to do that manually.',
  );

export const existing = z
  .strictObject({
    mode: z.enum(['kraft', 'zookeeper']).default('kraft').describe('Where the cluster has its metadata.'),
    securityGroupId: cloudId('sg')
      .optional()
      .describe(
        "The brokers' security group. Terraform adds rules that open the ports of the external listeners to the load balancer, and changes nothing else in the group. Leave it out to open them yourself.",
      ),
    hosts: hosts.optional(),
  })
  .describe('The existing cluster.');
