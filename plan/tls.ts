import type { NewConfig } from '../config/schema';
import type { ExternalListenerPlan, TlsPlan } from './types';

/** What clients are to see of the certificate; undefined where no listener has TLS. */
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
