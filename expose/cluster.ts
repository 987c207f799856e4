import { hostAndPort } from '../plan/brokers';
import type { BrokerPlan, ExistingClusterPlan } from '../plan/types';

/** A cluster that runs already, whose brokers are to have EXTERNAL. */
export interface ExistingCluster {
  readonly plan: ExistingClusterPlan;
  /** `tidbCloud.listenerPattern` of the deployment. */
  readonly listenerPattern: string;
}

/** INTERNAL of the others: they are asked whether they can do without this broker, and whether it is back. */
export function askedAbout({ brokers }: ExistingClusterPlan, broker: BrokerPlan): string[] {
  const others = brokers.filter((other) => other !== broker);
  const asked = others.length > 0 ? others : [broker];
  return asked.map(({ internal }) => hostAndPort(internal));
}
