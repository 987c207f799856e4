import { MECHANISMS } from '../domain/mechanisms';
import { brokerExternalPort, externalHost } from '../domain/conventions';
import { EXTERNAL, listenerPorts } from '../domain/listeners';
import type { Config } from '../config/schema';
import { servingBrokers } from './brokers';
import { known, nonEmpty } from './known';
import type { ClusterPlan, ExternalEndpoint, ExternalListenerPlan, NonEmpty, PortMappingPlan } from './types';

/** The Kafka listeners for clients behind the load balancer, in the order of the file. */
export function planExternalListeners(config: Config): NonEmpty<ExternalListenerPlan> {
  const listeners = config.externalListeners.map((entry): ExternalListenerPlan => {
    const { port, bootstrap } = listenerPorts(entry, config.ports);
    const authentication = 'authentication' in entry ? entry.authentication : undefined;
    const tls = 'tls' in entry ? entry.tls : undefined;
    return {
      name: entry.name,
      id: entry.name.toLowerCase(),
      protocol: protocolOf(authentication !== undefined, tls !== undefined),
      mechanism: authentication && MECHANISMS[authentication.mechanism],
      serverName: tls?.serverName,
      port: known(port),
      bootstrap: known(bootstrap),
    };
  });
  return nonEmpty(listeners);
}

function protocolOf(authenticates: boolean, encrypts: boolean): ExternalListenerPlan['protocol'] {
  if (encrypts) return authenticates ? 'SASL_SSL' : 'SSL';
  return authenticates ? 'SASL_PLAINTEXT' : 'PLAINTEXT';
}

/** What a broker advertises on each external listener: the same host name, another port on each. */
export function externalEndpoints(
  config: Config,
  { id, externalPort }: Config['brokers'][number],
  uniqueName: string,
): NonEmpty<ExternalEndpoint> {
  const host = externalHost(config.tidbCloud.listenerPattern, id, uniqueName);
  const endpoints = config.externalListeners.map((entry) => {
    const base = known(listenerPorts(entry, config.ports).base);
    const given = entry.name === EXTERNAL ? externalPort : undefined;
    return { listener: entry.name, host, port: given ?? brokerExternalPort(base, id) };
  });
  return nonEmpty(endpoints);
}

/** The load balancer's ports, and the backends that each leads to. */
export function planPortMappings(
  { loadBalancer: { bootstrapGroupName, brokerGroupPrefix } }: Config,
  externalListeners: readonly ExternalListenerPlan[],
  brokers: ClusterPlan['brokers'],
): PortMappingPlan[] {
  return externalListeners.flatMap(({ name, id, port, bootstrap }): PortMappingPlan[] => {
    const suffix = name === EXTERNAL ? '' : `-${id}`;
    const common = { kafkaListener: name, backendPort: port };
    return [
      {
        ...common,
        port: bootstrap,
        serverGroupName: `${bootstrapGroupName}${suffix}`,
        backends: servingBrokers({ brokers }).map(({ nodeId }) => nodeId),
      },
      ...brokers.map(({ nodeId, externals }) => ({
        ...common,
        nodeId,
        port: known(externals.find(({ listener }) => listener === name)).port,
        serverGroupName: `${brokerGroupPrefix}-${nodeId}${suffix}`,
        backends: [nodeId],
      })),
    ];
  });
}
