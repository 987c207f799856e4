import { createSecureContext } from 'node:tls';
import { UserError } from '../domain/user-error';
import type { ClusterPlan } from '../plan/types';
import type { Identity } from './kafka/identity';

/** What is known here of the private CA and the hosts' certificates. */
export interface InternalCertificates {
  /** The CA, in PEM. */
  readonly ca?: string;
  /** Private key and certificate of each host, in PEM, by its name. */
  readonly byHost: Readonly<Record<string, string>>;
}

/**
 * By whom to be admitted to INTERNAL: the bastion, or else the first broker whose certificate is known here.
 *
 * @returns undefined where INTERNAL is PLAINTEXT, or none is known
 * @throws Error when it cannot be used
 */
export function identityOf(
  { internalTls }: ClusterPlan,
  { ca, byHost }: InternalCertificates,
): Identity | undefined {
  const host = internalTls?.hosts.find(({ name }) => byHost[name] !== undefined)?.name;
  if (!ca || host === undefined) return undefined;
  const own = byHost[host] ?? '';
  try {
    createSecureContext({ ca, key: own, cert: own });
  } catch (error) {
    throw new UserError(
      `the certificate of ${host} or its CA for INTERNAL cannot be read: ${(error as Error).message}; npx kafka-link internal-certificates makes them`,
    );
  }
  return { host, own, ca };
}
