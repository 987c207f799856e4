import type { BrokerPlan, NewClusterPlan } from '../../plan/types';
import { servingBrokers } from '../../plan/brokers';
import type { Facts } from '../facts';

/** A broker whose host has told of itself. */
export interface ToldBroker {
  readonly broker: BrokerPlan;
  readonly values: Readonly<Record<string, string>>;
}

export function toldBrokers({ plan, hosts = [] }: Facts): ToldBroker[] {
  return servingBrokers(plan).flatMap((broker) => {
    const host = hosts.find(({ nodeId, problem }) => nodeId === broker.nodeId && problem === undefined);
    return host ? [{ broker, values: host.values }] : [];
  });
}

/** The plan, where the hosts follow it: those of a cluster that is built. @throws Error when there are none of ours */
export function planOfHosts({ plan }: Facts): NewClusterPlan {
  if (plan.cluster === 'new') return plan;
  throw new Error(`${plan.name} has no hosts of ours`);
}
