import { z } from 'zod';
import { zoneId, cidr, address, port, instanceType, resourceName, hostName, cloudId } from './values';

export const vpc = z
  .strictObject({
    name: resourceName.default('Kafka VPC').describe('Name of the VPC.'),
    cidr: cidr.default('10.0.0.0/16').describe('IPv4 range of the VPC.'),
    id: cloudId('vpc')
      .optional()
      .describe('Id of an existing VPC to use instead of a new one; `cidr` must be its range.'),
  })
  .describe('The network of everything.');

export const zone = z.strictObject({
  id: zoneId.describe('Zone id.'),
  cidr: cidr.describe("IPv4 range of the zone's broker vSwitch, inside the VPC."),
  vswitchName: resourceName.optional().describe('Name of the vSwitch. Default: `broker-<zone>`.'),
  vswitchId: cloudId('vsw')
    .optional()
    .describe('Id of an existing vSwitch in an existing VPC; `cidr` must be its range.'),
});

export const bastion = z
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
      .describe('Source ranges that may reach SSH. The default is open to the world, with a warning.'),
    mirrorPort: port.default(8080).describe('Port on which the bastion serves the archives to the brokers.'),
  })
  .describe('Jump host with a public address, which also downloads the archives for the brokers.');
