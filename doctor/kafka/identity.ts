import type { Duplex } from 'node:stream';
import type { Endpoint } from '../../plan/types';
import { secure, type TlsClient } from './tls';

/** A host by whose certificate brokers admit who speaks to INTERNAL. */
export interface Identity {
  /** Name of the host. */
  readonly host: string;
  /** Its private key and certificate, in PEM. */
  readonly own: string;
  /** The private CA, in PEM. */
  readonly ca: string;
}

/** The broker does not admit this certificate. */
export class IdentityRefused extends Error {}

/** Who speaks to a broker on INTERNAL; without an identity, a stranger. */
export const tlsClient = ({ host }: Endpoint, identity?: Identity): TlsClient => ({
  server: host,
  ca: identity?.ca,
  own: identity?.own,
});

/**
 * Speaks TLS to a broker on INTERNAL over a connection that exists.
 *
 * @throws Error when it is not by its certificate the one that has this address
 */
export async function trusted(
  stream: Duplex,
  endpoint: Endpoint,
  identity: Identity,
  timeoutMs: number,
): Promise<Duplex> {
  const { stream: secured, certificate } = await secure(stream, tlsClient(endpoint, identity), timeoutMs);
  if (certificate.problem === undefined) return secured;
  throw new Error(`its certificate is refused: ${certificate.problem}`);
}

/**
 * Waits for the first answer. With TLS 1.3 a client is through before the broker has looked at its certificate: a refusal
 * comes in the place of that answer, by an alert or a mere end.
 *
 * @throws IdentityRefused when the broker hangs up
 */
export async function admitted<T>(firstAnswer: Promise<T>): Promise<T> {
  try {
    return await firstAnswer;
  } catch (error) {
    const reason = hangUp(error as Error);
    throw reason === undefined ? error : new IdentityRefused(reason);
  }
}

/** Why the other side has hung up; undefined when it is something else that went wrong. */
function hangUp({ message, code, reason }: Error & { code?: string; reason?: string }): string | undefined {
  if (reason !== undefined) return reason;
  const ended = code === 'ECONNRESET' || code === 'EPIPE' || message.startsWith('closed the connection');
  return ended ? 'it closes the connection' : undefined;
}
