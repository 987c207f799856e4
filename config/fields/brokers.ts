import { z } from 'zod';
import { zoneId, address, port, nodeId, instanceType, hostName } from './values';

const diskSize = z
  .int()
  .min(20)
  .max(32768)
  .describe('Size in GiB. You can increase it later, never decrease it.');
export const diskCategory = z
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

export const brokerDefaults = z
  .strictObject({
    instanceType: instanceType.default('ecs.t5-lc1m2.small').describe('Instance type of brokers.'),
    systemDiskGiB: z.int().min(20).max(2048).default(40).describe('Size of the system disk in GiB.'),
    dataDisk: dataDisk.prefault({}).describe("The disk with Kafka's data, separate from the system disk."),
  })
  .describe('Defaults for the entries of `brokers`.');

export const broker = z.strictObject({
  id: nodeId.describe(
    "`node.id`. The defaults of the broker's other fields follow from it. Never reuse an id.",
  ),
  zone: zoneId.describe('Zone of the broker; one of `zones`.'),
  name: hostName.optional().describe('Instance and host name. Default: `broker-node<id>`.'),
  address: address.optional().describe("Private address. Default: the base of the zone's vSwitch + 10 + id."),
  externalPort: port
    .optional()
    .describe(
      'Load balancer port that leads to EXTERNAL of this broker only. Default: `ports.externalBase` + id.',
    ),
  instanceType: instanceType.optional().describe('Instance type. Default: `brokerDefaults.instanceType`.'),
  dataDisk: brokerDataDisk
    .optional()
    .describe('Data disk. Default: `brokerDefaults.dataDisk`, field by field.'),
  leaving: z
    .boolean()
    .optional()
    .describe(
      'The next apply moves every replica off the broker, stops it permanently and unregisters it; its host and data stay. Then move its id to `removed`. Not for controllers. Default: false.',
    ),
});

export const removedBroker = z.strictObject({
  id: nodeId.describe('Its `node.id`. Never use it again.'),
  deleteData: z.boolean().default(false).describe('Delete its data disk with all data on it.'),
});
