import type { BrokerPlan, ClusterPlan, Endpoint } from './types';

/** Brokers that are to serve. */
export function servingBrokers({ brokers }: ClusterPlan): BrokerPlan[] {
  return brokers.filter(({ leaving }) => !leaving);
}

/** What a broker advertises on an external listener. @throws Error when there is no such listener */
export function externalEndpoint({ externals, name }: BrokerPlan, listener: string): Endpoint {
  const found = externals.find((one) => one.listener === listener);
  if (!found) throw new Error(`${name} has no listener ${listener}`);
  return found;
}

/** Whether a broker takes part in the KRaft quorum as well. */
export function isController(broker: BrokerPlan): boolean {
  return broker.roles.includes('controller');
}
