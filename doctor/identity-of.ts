import { createSecureContext } from 'node:tls';
import { UserError } from '../domain/user-error';
import type { ClusterPlan } from '../plan/types';
import type { Identity } from './kafka/identity';

/** The private CA and the hosts' certificates, as far as they are known here. */
export interface InternalCertificates {
  /** The CA, in PEM. */
  readonly ca?: string;
  /** Private key and certificate of each host, in PEM, by its name. */
  readonly byHost: Readonly<Record<string, string>>;
}

/**
 * The host whose certificate to use on INTERNAL: the bastion, or else the first broker whose certificate is known here.
 *
 * @returns undefined if INTERNAL is PLAINTEXT, or no certificate is known
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
      `the certificate of ${host} for INTERNAL, or its CA, cannot be read: ${(error as Error).message}; write them with npx kafka-link internal-certificates`,
    );
  }
  return { host, own, ca };
}
