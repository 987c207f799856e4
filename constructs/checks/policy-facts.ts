import type { ClusterPlan } from '../../plan/types';
import type { PolicyFacts } from '../../policies/policy';

/** What policies need to know about a deployment besides its resources. */
export function policyFacts(plan: ClusterPlan): PolicyFacts {
  const { bastion, brokers, ports, externalListeners } = plan;
  const own =
    plan.cluster === 'new'
      ? [plan.ports.controller, ...(plan.kafka.metrics ? [plan.kafka.metrics.port] : [])]
      : [];
  const bastions = bastion ? [bastion.name] : [];
  const leaving = brokers.filter((broker) => broker.leaving).map(({ name }) => name);
  return {
    publicHosts: bastions,
    deletableHosts: [...bastions, ...leaving],
    kafkaPorts: [ports.internal, ...own, ...externalListeners.map(({ port }) => port)],
  };
}
