import { servingBrokers } from '../../plan/brokers';
import type { Facts } from '../facts';
import type { Check, Finding } from '../finding';
import { isUnchecked } from './internal-tls';
import { planOfHosts } from './reachable';

/** Which brokers the controllers know as alive. */
export const registered: Check = {
  title: 'registered brokers',
  applies: ({ hosts }) => hosts !== undefined,
  judge(facts): Finding[] {
    const { cluster } = facts;
    const plan = planOfHosts(facts);
    const serving = servingBrokers(plan);
    if (!cluster && isUnchecked(facts)) return [];
    if (!cluster) {
      return [
        {
          id: 'cluster-unanswered',
          level: 'fault',
          seen: 'no broker answers on INTERNAL',
          expected: 'one of them reports the state of the cluster',
          fix: 'fix the findings about each broker',
          nodes: serving.map(({ nodeId }) => nodeId),
        },
      ];
    }
    return serving
      .filter(({ nodeId }) => !cluster.alive.includes(nodeId))
      .map(({ nodeId, name }) => {
        const unreached = unreachedControllers(facts, nodeId);
        return {
          id: 'broker-fenced',
          level: 'fault',
          seen:
            `${name} is fenced or not registered: the controllers get no heartbeats from it` +
            (unreached.length > 0 ? `; it cannot reach ${unreached.join(', ')}` : ''),
          expected: `node ${nodeId} is registered and not fenced`,
          fix: `check its connections to the controllers (port ${plan.ports.controller}); on ${name}: read /var/log/kafka/server.log, and if Kafka hangs, systemctl restart kafka`,
          nodes: [nodeId],
        };
      });
  },
  well: ({ cluster }) =>
    cluster
      ? `nodes ${cluster.alive.join(', ')} of cluster ${cluster.clusterId}`
      : 'NOT CHECKED: INTERNAL requires a certificate, and none is known here',
};

function unreachedControllers({ hosts = [] }: Facts, nodeId: number): string[] {
  const probes = hosts.find((host) => host.nodeId === nodeId)?.probes ?? [];
  return probes
    .filter(({ listener, outcome }) => listener === 'CONTROLLER' && outcome !== 'open')
    .map(({ endpoint }) => endpoint);
}
