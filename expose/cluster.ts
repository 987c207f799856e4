import { hostAndPort } from '../plan/brokers';
import type { BrokerPlan, ExistingClusterPlan } from '../plan/types';

/** An existing cluster, whose brokers get EXTERNAL. */
export interface ExistingCluster {
  readonly plan: ExistingClusterPlan;
  /** `tidbCloud.listenerPattern` of the deployment. */
  readonly listenerPattern: string;
}

/** INTERNAL of the others: the gate asks them whether this broker may stop, and whether it is in sync again. */
export function askedAbout({ brokers }: ExistingClusterPlan, broker: BrokerPlan): string[] {
  const others = brokers.filter((other) => other !== broker);
  const asked = others.length > 0 ? others : [broker];
  return asked.map(({ internal }) => hostAndPort(internal));
}
