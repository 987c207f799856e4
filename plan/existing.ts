import { brokerName } from '../domain/conventions';
import type { ExistingConfig } from '../config/schema';
import { externalEndpoints, planExternalListeners, planPortMappings } from './external';
import type { ExistingBrokerPlan, ExistingClusterPlan } from './types';

/** The plan for a cluster that runs already. */
export function planExisting(config: ExistingConfig, uniqueName: string): ExistingClusterPlan {
  const brokers = [...config.brokers]
    .sort((a, b) => a.id - b.id)
    .map((broker) => planBroker(config, broker, uniqueName));
  const externalListeners = planExternalListeners(config);
  const { mode, securityGroupId, hosts } = config.existing;
  return {
    cluster: 'existing',
    name: config.name,
    region: config.region,
    stage: 'full',
    uniqueName,
    vpc: { ...config.vpc, name: config.vpc.id },
    zones: config.zones.map((zone) => ({ ...zone, vswitchName: zone.vswitchId })),
    brokers,
    ports: { internal: config.ports.internal },
    mode,
    targets: brokers.some(({ server }) => server !== undefined) ? 'servers' : 'addresses',
    securityGroupId,
    hosts,
    externalListeners,
    loadBalancerName: config.loadBalancer.name,
    portMappings: planPortMappings(config, externalListeners, brokers),
  };
}

function planBroker(
  config: ExistingConfig,
  broker: ExistingConfig['brokers'][number],
  uniqueName: string,
): ExistingBrokerPlan {
  const { id, zone, address, server, name = brokerName(id) } = broker;
  return {
    nodeId: id,
    name,
    zone,
    address,
    roles: config.controllers.includes(id) ? ['broker', 'controller'] : ['broker'],
    internal: { host: address, port: config.ports.internal },
    externals: externalEndpoints(config, broker, uniqueName),
    leaving: false,
    server,
  };
}
