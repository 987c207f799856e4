import type { BrokerPlan } from '../../plan/types';
import { servingBrokers } from '../serving';
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
