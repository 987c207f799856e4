import { z } from 'zod';
import { cidr, resourceName, cloudId } from './values';

export const loadBalancer = z
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

export const endpointService = z
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
