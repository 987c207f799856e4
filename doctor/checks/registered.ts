import { servingBrokers } from '../../plan/brokers';
import type { Facts } from '../facts';
import type { Check, Finding } from '../finding';
import { isUnseen } from './internal-tls';
import { planOfHosts } from './told';

/** Who serves, in the eyes of the controllers. */
export const registered: Check = {
  title: 'registered brokers',
  applies: ({ hosts }) => hosts !== undefined,
  judge(facts): Finding[] {
    const { cluster } = facts;
    const plan = planOfHosts(facts);
    const serving = servingBrokers(plan);
    if (!cluster && isUnseen(facts)) return [];
    if (!cluster) {
      return [
        {
          id: 'cluster-unanswered',
          level: 'fault',
          seen: 'no broker answers on INTERNAL',
          expected: 'one of them tells of the cluster',
          fix: 'mend what is named for each broker',
          nodes: serving.map(({ nodeId }) => nodeId),
        },
      ];
    }
    return serving
      .filter(({ nodeId }) => !cluster.alive.includes(nodeId))
      .map(({ nodeId, name }) => {
        const deaf = unreachedControllers(facts, nodeId);
        return {
          id: 'broker-fenced',
          level: 'fault',
          seen:
            `${name} is fenced or not registered: the controllers hear nothing of it` +
            (deaf.length > 0 ? `; from there, ${deaf.join(', ')} cannot be reached` : ''),
          expected: `node ${nodeId} is among the brokers that the controllers count on`,
          fix: `is its way to the controllers open (port ${plan.ports.controller})? On ${name}: /var/log/kafka/server.log; systemctl restart kafka when it hangs`,
          nodes: [nodeId],
        };
      });
  },
  well: ({ cluster }) =>
    cluster
      ? `nodes ${cluster.alive.join(', ')} of cluster ${cluster.clusterId}`
      : 'NOT LOOKED AT: no certificate is known here by which INTERNAL would tell',
};

function unreachedControllers({ hosts = [] }: Facts, nodeId: number): string[] {
  const probes = hosts.find((host) => host.nodeId === nodeId)?.probes ?? [];
  return probes
    .filter(({ listener, outcome }) => listener === 'CONTROLLER' && outcome !== 'open')
    .map(({ endpoint }) => endpoint);
}
