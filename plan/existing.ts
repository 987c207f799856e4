import { brokerName } from '../domain/conventions';
import type { ExistingConfig } from '../config/schema';
import { externalEndpoints, planExternalListeners, planListeners } from './external';
import { known } from './known';
import type { ExistingBrokerPlan, ExistingClusterPlan } from './types';

/** The plan of an existing cluster. */
export function planExisting(config: ExistingConfig, uniqueName: string): ExistingClusterPlan {
  const brokers = [...config.brokers]
    .sort((a, b) => a.id - b.id)
    .map((broker) => planBroker(config, broker, uniqueName));
  const externalListeners = planExternalListeners(config);
  const primary = known(externalListeners[0]);
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
    ports: { internal: config.ports.internal, external: primary.port, bootstrap: primary.bootstrap },
    mode,
    targets: brokers.some(({ server }) => server !== undefined) ? 'servers' : 'addresses',
    securityGroupId,
    hosts,
    externalListeners,
    loadBalancerName: config.loadBalancer.name,
    listeners: planListeners(config, externalListeners, brokers),
  };
}

function planBroker(
  config: ExistingConfig,
  broker: ExistingConfig['brokers'][number],
  uniqueName: string,
): ExistingBrokerPlan {
  const { id, zone, address, server, name = brokerName(id) } = broker;
  const externals = externalEndpoints(config, broker, uniqueName);
  const { host, port } = known(externals[0]);
  return {
    nodeId: id,
    name,
    zone,
    address,
    roles: config.controllers.includes(id) ? ['broker', 'controller'] : ['broker'],
    internal: { host: address, port: config.ports.internal },
    external: { host, port },
    externals,
    leaving: false,
    server,
  };
}
