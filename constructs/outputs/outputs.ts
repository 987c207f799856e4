import { TerraformOutput } from 'cdktf';
import type { Construct } from 'constructs';
import { externalEndpoint, hostAndPort } from '../../plan/brokers';
import type { BrokerPlan, ClusterPlan } from '../../plan/types';
import type { Bastion } from '../hosts/bastion';
import type { BrokerFleet } from '../hosts/broker-fleet';
import type { BrokerNlb } from '../link/broker-nlb';
import type { EndpointService } from '../link/endpoint-service';
import { nextSteps } from './next-steps';

export interface LinkOutputsProps {
  readonly plan: ClusterPlan;
  readonly nlb: BrokerNlb;
  readonly service: EndpointService;
  /**
   * Id of the TiDB Cloud cluster.
   * @default - a placeholder to replace
   */
  readonly clusterId?: string;
}

/** Outputs from the first stage on. */
export function linkOutputs(scope: Construct, { plan, nlb, service, clusterId }: LinkOutputsProps): void {
  const [{ bootstrap: port }] = plan.externalListeners;
  output(scope, 'endpoint_service_id', 'Id of the endpoint service.', service.serviceId);
  output(
    scope,
    'endpoint_service_name',
    'Name of the endpoint service, which TiDB Cloud needs for its private link connection.',
    service.serviceName,
  );
  output(scope, 'load_balancer_dns_name', 'DNS name of the load balancer, inside the VPC.', nlb.dnsName);
  output(
    scope,
    'bootstrap',
    'Bootstrap address of the load balancer inside the VPC, and the bootstrap port for the changefeed.',
    { load_balancer: hostAndPort({ host: nlb.dnsName, port }), changefeed_port: port },
  );
  output(
    scope,
    'brokers',
    'By node id: zone, addresses inside the VPC and as TiDB Cloud sees them.',
    byNodeId(plan, ({ zone, internal, externals: [external] }) => ({
      zone,
      internal: hostAndPort(internal),
      external: hostAndPort(external),
    })),
  );
  output(
    scope,
    'external_listeners',
    'By Kafka listener: its bootstrap port on the load balancer, and brokers by node id as clients see them.',
    Object.fromEntries(
      plan.externalListeners.map(({ name, bootstrap }) => {
        const brokers = byNodeId(plan, (broker) => hostAndPort(externalEndpoint(broker, name)));
        return [name, { bootstrap_port: bootstrap, brokers }];
      }),
    ),
  );
  const steps = nextSteps(plan, { serviceName: service.serviceName, clusterId });
  output(scope, 'next_steps', 'The next steps, with commands to paste.', steps);
}

/** Outputs of the hosts. */
export function fleetOutputs(
  scope: Construct,
  { plan, fleet, bastion }: { plan: ClusterPlan; fleet: BrokerFleet; bastion?: Bastion },
): void {
  const hosts = (value: (host: NonNullable<ReturnType<typeof fleet.hosts.get>>) => string) =>
    Object.fromEntries([...fleet.hosts].map(([nodeId, host]) => [nodeId, value(host)]));
  output(
    scope,
    'bootstrap_internal',
    'Bootstrap servers for clients inside the VPC.',
    internalBootstrap(plan),
  );
  output(
    scope,
    'broker_instance_ids',
    'By node id.',
    hosts((host) => host.instanceId),
  );
  output(
    scope,
    'broker_configuration_sha256',
    'Hash of the server.properties that each broker should run with, by node id.',
    hosts((host) => host.configurationHash),
  );
  if (bastion) {
    output(
      scope,
      'bastion_public_ip',
      'Public address of the bastion, for ssh root@ADDRESS.',
      bastion.publicIp,
    );
    output(scope, 'bastion_private_ip', 'Address of the bastion in the VPC.', bastion.address);
  }
}

function output(scope: Construct, name: string, description: string, value: unknown): void {
  new TerraformOutput(scope, name, { description, value, staticId: true });
}

const internalBootstrap = (plan: ClusterPlan): string =>
  plan.brokers.map((broker) => hostAndPort(broker.internal)).join(',');

function byNodeId<T>(plan: ClusterPlan, value: (broker: BrokerPlan) => T): Record<string, T> {
  return Object.fromEntries(plan.brokers.map((broker) => [broker.nodeId, value(broker)]));
}
