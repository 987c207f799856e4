import type { BrokerPlan, ClusterPlan, Endpoint, ExternalEndpoint } from './types';

/** Brokers that stay in the cluster, in the same order: all but those that leave. */
export function servingBrokers({ brokers }: Pick<ClusterPlan, 'brokers'>): BrokerPlan[] {
  return brokers.filter(({ leaving }) => !leaving);
}

/** Brokers that take part in the KRaft quorum, in the same order. They are fixed for the life of the cluster. */
export function controllersOf({ brokers }: Pick<ClusterPlan, 'brokers'>): BrokerPlan[] {
  return brokers.filter(isController);
}

/** Whether a broker takes part in the KRaft quorum as well. */
export function isController({ roles }: Pick<BrokerPlan, 'roles'>): boolean {
  return roles.includes('controller');
}

/** What a broker advertises on an external listener. @throws Error when there is no such listener */
export function externalEndpoint({ externals, name }: BrokerPlan, listener: string): ExternalEndpoint {
  const found = externals.find((one) => one.listener === listener);
  if (!found) throw new Error(`${name} has no listener ${listener}`);
  return found;
}

/** `HOST:PORT`, as Kafka's settings and tools take it. */
export function hostAndPort({ host, port }: Endpoint): string {
  return `${host}:${port}`;
}
