import type { BrokerPlan, NewClusterPlan } from '../../plan/types';
import { servingBrokers } from '../../plan/brokers';
import type { Facts } from '../facts';

/** A broker whose host answers over SSH. */
export interface ReachableBroker {
  readonly broker: BrokerPlan;
  readonly values: Readonly<Record<string, string>>;
}

export function reachableBrokers({ plan, hosts = [] }: Facts): ReachableBroker[] {
  return servingBrokers(plan).flatMap((broker) => {
    const host = hosts.find(({ nodeId, problem }) => nodeId === broker.nodeId && problem === undefined);
    return host ? [{ broker, values: host.values }] : [];
  });
}

/** The plan of a new cluster, whose hosts follow it. @throws Error for an existing cluster */
export function planOfHosts({ plan }: Facts): NewClusterPlan {
  if (plan.cluster === 'new') return plan;
  throw new Error(`${plan.name} is an existing cluster, whose hosts are not planned here`);
}
