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
    deletionProtection: z
      .boolean()
      .default(false)
      .describe('The cloud refuses to delete the load balancer until you set this to false.'),
    allowFrom: z
      .array(cidr)
      .optional()
      .describe(
        'The only source ranges that may reach the load balancer, by a security group with an explicit deny. Default: the whole VPC and the endpoint service.',
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
        'Who pays for the traffic: the consumer (`Endpoint`) or you (`EndpointService`). A change replaces the service, and its name changes.',
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
        'Ids of endpoints that Terraform accepts. All others wait until somebody accepts them in the console.',
      ),
  })
  .describe('The PrivateLink endpoint service. Connections are never accepted automatically.');
