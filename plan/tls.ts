import type { NewConfig } from '../config/schema';
import type { BastionPlan, BrokerPlan, ExternalListenerPlan, InternalTlsPlan, TlsPlan } from './types';

/** The certificate for clients; undefined without a listener with TLS. */
export function planTls(
  { kafka }: NewConfig,
  externalListeners: readonly ExternalListenerPlan[],
): TlsPlan | undefined {
  const encrypting = externalListeners.filter(({ serverName }) => serverName !== undefined);
  if (encrypting.length === 0) return undefined;
  return {
    serverNames: [...new Set(encrypting.flatMap(({ serverName }) => serverName ?? []))].sort(),
    ports: encrypting.map(({ port }) => port).sort((a, b) => a - b),
    secretsVersion: kafka.secretsVersion,
  };
}

/** The hosts with a certificate from the private CA; undefined if INTERNAL and CONTROLLER are PLAINTEXT. */
export function planInternalTls(
  { kafka }: NewConfig,
  bastion: BastionPlan | undefined,
  brokers: readonly BrokerPlan[],
): InternalTlsPlan | undefined {
  if (!kafka.internalTls) return undefined;
  const hosts = [...(bastion ? [bastion] : []), ...brokers];
  return {
    hosts: hosts.map(({ name, address }) => ({ name, address })),
    secretsVersion: kafka.secretsVersion,
  };
}
