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
    'Id of the vSwitch of the load balancer in this zone; brokers may have others.',
  ),
});

export const existingBroker = z.strictObject({
  id: runningId.describe('`node.id`, or `broker.id` in ZooKeeper mode.'),
  zone: zoneId.describe('Zone of the broker; one of `zones`.'),
  name: hostName.optional().describe('What outputs and reports call it. Default: `broker-node<id>`.'),
  address: address.describe('Private address of the broker, on which EXTERNAL listens.'),
  server: z
    .string()
    .regex(/^(i|eni)-[a-z0-9]+$/, 'must be the id of an instance (i-…) or of a network interface (eni-…)')
    .optional()
    .describe(
      'ECS instance (`i-…`) or network interface (`eni-…`) that has the address: for all brokers, or for none. Without, the load balancer knows the brokers by address only.',
    ),
  externalPort: port
    .optional()
    .describe(
      'Port of the load balancer that leads to EXTERNAL of this broker alone. Default: `ports.externalBase` + id.',
    ),
});

const path = z
  .string()
  .regex(/^(\/[A-Za-z0-9._+-]+)+$/, 'must be an absolute path of letters, digits and "._+-"');
const user = z.string().regex(/^[a-z_][a-z0-9_-]*$/, 'must be a user name');

const hosts = z
  .strictObject({
    user: user.default('root').describe('User who logs in by SSH.'),
    port: port.default(22).describe('SSH port of the brokers.'),
    jumpHost: z
      .string()
      .regex(
        /^([a-z_][a-z0-9_-]*@)?[A-Za-z0-9][A-Za-z0-9.-]*(:\d{1,5})?$/,
        'must be a jump host such as ops@203.0.113.9 or ops@203.0.113.9:2222',
      )
      .optional()
      .describe('Host to go through, as `ssh -J` takes it. Default: directly.'),
    sudo: z.boolean().default(false).describe('Become root by `sudo -n`, for a `user` other than root.'),
    serverProperties: path.describe("The brokers' `server.properties`."),
    service: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9:_.@-]*$/, 'must be the name of a systemd unit such as kafka.service')
      .default('kafka.service')
      .describe('systemd unit that runs Kafka.'),
    kafkaHome: path.describe('Folder of Kafka on the brokers, which holds `libs/`.'),
    javaHome: path.optional().describe('JDK on the brokers, with `javac`. Default: the one on `PATH`.'),
    runAs: user.optional().describe("User as whom the gate runs. Default: the unit's."),
    clientProperties: path
      .optional()
      .describe('Properties file on the brokers for a client of theirs, when INTERNAL is not PLAINTEXT.'),
  })
  .describe(
    'How the brokers are reached by SSH and restarted, to bring them the listener one at a time. Leave it out to do that by hand.',
  );

export const existing = z
  .strictObject({
    mode: z.enum(['kraft', 'zookeeper']).default('kraft').describe('How the cluster keeps its metadata.'),
    securityGroupId: cloudId('sg')
      .optional()
      .describe(
        "The brokers' security group: one rule resource opens the ports of the external listeners to the load balancer, and nothing else of the group is touched. Leave it out to open them yourself.",
      ),
    hosts: hosts.optional(),
  })
  .describe('The cluster that runs already.');
