import { AlicloudProvider } from '@cdktf/provider-alicloud/lib/provider';
import { App, TerraformOutput, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { BrokerNlb, EndpointService, KafkaVpc, StateBackend } from '../constructs';

/**
 * A stack of your own from this project's constructs: two brokers that run already in a VPC that exists get a load
 * balancer and an endpoint service. `node cli/run.js examples/own-stack.ts` writes cdktf.out/stacks/own-stack.
 */
export class OwnStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new StateBackend(this, 'local', { path: `../../../state/${id}/terraform.tfstate` });
    new AlicloudProvider(this, 'alicloud', { region: 'ap-southeast-1' });
    const zones = [
      { id: 'ap-southeast-1a', cidr: '172.16.0.0/24', vswitchName: 'kafka-a', vswitchId: 'vsw-t4nexamplea' },
      { id: 'ap-southeast-1b', cidr: '172.16.1.0/24', vswitchName: 'kafka-b', vswitchId: 'vsw-t4nexampleb' },
    ];
    const vpc = KafkaVpc.fromExisting(this, 'network', {
      vpcId: 'vpc-t4nexample',
      cidr: '172.16.0.0/12',
      zones,
    });
    const external = { kafkaListener: 'EXTERNAL', backendPort: 39092 };
    const nlb = new BrokerNlb(this, 'nlb', {
      vpc,
      name: 'kafka-nlb',
      backends: new Map([
        [1, { instanceId: 'i-t4nexample1', privateIp: '172.16.0.21' }],
        [2, { instanceId: 'i-t4nexample2', privateIp: '172.16.1.21' }],
      ]),
      portMappings: [
        { ...external, port: 9092, serverGroupName: 'kafka-bootstrap', backends: [1, 2] },
        { ...external, nodeId: 1, port: 9093, serverGroupName: 'kafka-broker-1', backends: [1] },
        { ...external, nodeId: 2, port: 9094, serverGroupName: 'kafka-broker-2', backends: [2] },
      ],
    });
    const service = new EndpointService(this, 'endpoint-service', {
      loadBalancerId: nlb.loadBalancerId,
      zones: zones.map((zone) => zone.id),
      listeners: nlb.listeners,
      consumerAccountId: '1234567890123456',
      description: 'Kafka for TiDB Cloud',
      payer: 'Endpoint',
    });
    new TerraformOutput(this, 'endpoint-service-name', { value: service.serviceName });
  }
}

if (require.main === module) {
  const app = new App({ stackTraces: false });
  new OwnStack(app, 'own-stack');
  app.synth();
}
