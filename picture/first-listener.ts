import type { ClusterPlan } from '../plan/types';

/** The plan as a picture shows it: of several external listeners the first, of which outputs and next steps speak. */
export function withFirstListener(plan: ClusterPlan): ClusterPlan {
  const [first] = plan.externalListeners;
  return {
    ...plan,
    portMappings: plan.portMappings.filter(({ kafkaListener }) => kafkaListener === first?.name),
  };
}
