import type { BrokerPlan, ClusterPlan, Endpoint } from './types';

/** Brokers without those that leave. */
export function servingBrokers({ brokers }: ClusterPlan): BrokerPlan[] {
  return brokers.filter(({ leaving }) => !leaving);
}

/** What a broker advertises on an external listener. @throws Error when there is no such listener */
export function externalEndpoint({ externals, name }: BrokerPlan, listener: string): Endpoint {
  const found = externals.find((one) => one.listener === listener);
  if (!found) throw new Error(`${name} has no listener ${listener}`);
  return found;
}

/** Whether a broker is a controller as well. */
export function isController(broker: BrokerPlan): boolean {
  return broker.roles.includes('controller');
}
