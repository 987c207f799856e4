import type { ClusterPlan } from '../plan/types';
import type { PolicyFacts } from '../policies/policy';

/** What policies must know of a deployment beside its resources. */
export function policyFacts({ bastion, brokers, ports, externalListeners }: ClusterPlan): PolicyFacts {
  const bastions = bastion ? [bastion.name] : [];
  const leaving = brokers.filter((broker) => broker.leaving).map(({ name }) => name);
  return {
    publicHosts: bastions,
    deletableHosts: [...bastions, ...leaving],
    kafkaPorts: [ports.internal, ports.controller, ...externalListeners.map(({ port }) => port)],
  };
}
