import { MECHANISMS } from '../domain/mechanisms';
import { brokerExternalPort, externalHost } from '../domain/conventions';
import { EXTERNAL, listenerPorts } from '../domain/listeners';
import type { Config } from '../config/schema';
import { known } from './known';
import type { BrokerPlan, ExternalEndpoint, ExternalListenerPlan, ListenerPlan } from './types';

/** The brokers' listeners for clients behind the load balancer, in the order of the file. */
export function planExternalListeners(config: Config): ExternalListenerPlan[] {
  return config.externalListeners.map((entry) => {
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
}

function protocolOf(asks: boolean, encrypts: boolean): ExternalListenerPlan['protocol'] {
  if (encrypts) return asks ? 'SASL_SSL' : 'SSL';
  return asks ? 'SASL_PLAINTEXT' : 'PLAINTEXT';
}

/** The endpoints of a broker on each of them: one host name, a port for each listener. */
export function externalEndpoints(
  config: Config,
  { id, externalPort }: Config['brokers'][number],
  uniqueName: string,
): ExternalEndpoint[] {
  const host = externalHost(config.tidbCloud.listenerPattern, id, uniqueName);
  return config.externalListeners.map((entry) => {
    const base = known(listenerPorts(entry, config.ports).base);
    const given = entry.name === EXTERNAL ? externalPort : undefined;
    return { listener: entry.name, host, port: given ?? brokerExternalPort(base, id) };
  });
}

/** The ports of the load balancer, and their backends. */
export function planListeners(
  { loadBalancer: { bootstrapGroupName, brokerGroupPrefix } }: Config,
  externalListeners: readonly ExternalListenerPlan[],
  brokers: readonly BrokerPlan[],
): ListenerPlan[] {
  return externalListeners.flatMap(({ name, id, port, bootstrap }): ListenerPlan[] => {
    const suffix = name === EXTERNAL ? '' : `-${id}`;
    const common = { kafkaListener: name, backendPort: port };
    return [
      {
        ...common,
        port: bootstrap,
        serverGroupName: `${bootstrapGroupName}${suffix}`,
        backends: brokers.filter((broker) => !broker.leaving).map((broker) => broker.nodeId),
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
