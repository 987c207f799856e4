import { hostAndPort, isController } from '../../plan/brokers';
import type { BrokerPlan, NewClusterPlan } from '../../plan/types';
import { render } from '../rendering/engine';
import { escapeFor, type RenderOptions } from '../rendering/target';
import { authenticationSettings } from '../settings/authentication';
import { internalTlsSettings } from '../settings/internal-tls';
import { tlsSettings } from '../settings/tls';

/** Renders `server.properties` of one broker. */
export function renderServerProperties(
  plan: NewClusterPlan,
  broker: BrokerPlan,
  options: RenderOptions = {},
): string {
  return escapeFor(serverProperties(plan, broker), options);
}

/** `server.properties` of one broker, as on the host. */
export function serverProperties(plan: NewClusterPlan, broker: BrokerPlan): string {
  const { kafka, ports } = plan;
  // By name: another order in the file is no reason to restart.
  const external = [...plan.externalListeners].sort((a, b) => (a.name < b.name ? -1 : 1));
  const endpoints = [...broker.externals].sort((a, b) => (a.listener < b.listener ? -1 : 1));
  const bindings: [name: string, port: number][] = [['INTERNAL', ports.internal]];
  if (isController(broker)) bindings.push(['CONTROLLER', ports.controller]);
  for (const { name, port } of external) bindings.push([name, port]);
  const { internal } = broker;
  const advertised = [{ listener: 'INTERNAL', ...internal }, ...endpoints];
  return render('broker/server.properties', {
    roles: broker.roles.join(','),
    nodeId: broker.nodeId,
    quorumVoters: kafka.quorumVoters,
    listeners: bindings.map(([name, port]) => `${name}://0.0.0.0:${port}`).join(','),
    advertisedListeners: advertised
      .map((endpoint) => `${endpoint.listener}://${hostAndPort(endpoint)}`)
      .join(','),
    hostProtocol: plan.internalTls ? 'SSL' : 'PLAINTEXT',
    externalProtocols: external.map(({ name, protocol }) => `${name}:${protocol}`).join(','),
    logDirs: kafka.logDirs,
    zone: broker.zone,
    security: [...authenticationSettings(plan), ...tlsSettings(plan), ...internalTlsSettings(plan)],
    properties: Object.entries(kafka.properties).map(([key, value]) => ({ key, value })),
  });
}
