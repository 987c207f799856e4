import { isInOneOf } from '../../domain/cidr';
import type { Config, NewConfig } from '../../config/schema';
import type { ClusterPlan } from '../../plan/types';
import { servingBrokers } from '../../plan/brokers';
import type { Wanted } from './contacts';
import type { SshHost } from './ssh';
import type { State } from './state';

/** Whom to speak to from a host inside the VPC: every listener of the brokers, and every port of the load balancer. */
export function wantedContacts(config: Config, plan: ClusterPlan, state: State, from: string): Wanted[] {
  const brokers = servingBrokers(plan);
  const own = [
    ...brokers.map(({ internal, nodeId }): Wanted => ({
      role: 'internal',
      listener: 'INTERNAL',
      endpoint: internal,
      nodeId,
    })),
    ...plan.externalListeners.flatMap(({ name: listener, port }) =>
      brokers.map(({ address: host, nodeId }): Wanted => ({
        role: 'external',
        listener,
        endpoint: { host, port },
        nodeId,
      })),
    ),
  ];
  const host = state.outputs['load_balancer_dns_name'];
  if (typeof host !== 'string' || !admitted(config, plan, from)) return own;
  const through = plan.portMappings
    .filter(({ nodeId }) => nodeId === undefined || brokers.some((broker) => broker.nodeId === nodeId))
    .map(({ kafkaListener: listener, port, nodeId }): Wanted => ({
      role: 'balancer',
      listener,
      endpoint: { host, port },
      nodeId,
    }));
  return [...own, ...through];
}

/** Whether the load balancer lets this host in. */
function admitted({ loadBalancer }: Config, { bastion, brokers }: ClusterPlan, from: string): boolean {
  const { allowFrom } = loadBalancer;
  if (!allowFrom) return true;
  const hosts = [...(bastion ? [bastion] : []), ...brokers];
  return isInOneOf(allowFrom, hosts.find(({ name }) => name === from)?.address);
}

/** Every host as the rollout reaches it; undefined where it reaches none. */
export function sshHosts(
  { rollout }: NewConfig,
  hostKeys: Readonly<Record<string, string>>,
  plan: ClusterPlan,
  state: State,
): SshHost[] | undefined {
  const { via } = rollout;
  const { bastion } = plan;
  const address = String(state.outputs['bastion_public_ip'] ?? '');
  const own: SshHost[] = bastion ? [{ name: bastion.name, address, key: hostKeys[bastion.name] }] : [];
  const brokers = (through?: string) =>
    plan.brokers.map(({ name, address: at }): SshHost => ({
      name,
      address: at,
      key: hostKeys[name],
      via: through,
    }));
  if (via === 'direct') return [...own, ...brokers()];
  if (via === 'bastion') return bastion && [...own, ...brokers(bastion.name)];
  const { host, port, user, hostKey } = via;
  return [{ name: 'jump-host', address: host, port, user, key: hostKey }, ...own, ...brokers('jump-host')];
}
