import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect, type TLSSocket } from 'node:tls';
import type { CertificateFacts } from './certificate';

const DAY_MS = 86_400_000;

/** A connection by TLS, and by which certificate. */
export interface Secured {
  readonly stream: TLSSocket;
  readonly certificate: CertificateFacts;
}

/** Which client speaks. */
export interface TlsClient {
  /** Name or address that the server's certificate has to be for. */
  readonly server: string;
  /** Text of a PEM file with the CAs that it trusts. @default - the public ones */
  readonly ca?: string;
  /** Text of a PEM file with its own private key and certificate. @default - it has none */
  readonly own?: string;
}

/**
 * Speaks TLS over a connection that exists, as this client. Goes on whatever the certificate is like, and tells what such
 * a client would say of it.
 *
 * @throws Error when no TLS connection comes about
 */
export function secure(stream: Duplex, { server, ca, own }: TlsClient, timeoutMs: number): Promise<Secured> {
  return new Promise((resolve, reject) => {
    const socket = connect({
      socket: stream,
      // What the certificate is compared with where no name is asked for, which an address cannot be.
      host: server,
      servername: isIP(server) === 0 ? server : '',
      ca,
      key: own,
      cert: own,
      rejectUnauthorized: false,
    });
    const fail = (error: Error) => {
      clearTimeout(timer);
      socket.destroy();
      reject(error);
    };
    const timer = setTimeout(
      () => fail(new Error(`no answer within ${timeoutMs / 1000} s to TLS`)),
      timeoutMs,
    );
    stream.on('error', fail);
    socket.on('error', (error: Error & { reason?: string }) => {
      // OpenSSL gives a reason; all else is about the connection below.
      fail(
        error.reason === undefined ? error : new Error(`speaks no TLS: ${error.reason}`, { cause: error }),
      );
    });
    // Why it closes, the connection below says a moment later.
    socket.on('close', () => {
      setImmediate(() => fail(new Error('closed the connection instead of speaking TLS')));
    });
    socket.on('secureConnect', () => {
      clearTimeout(timer);
      resolve({ stream: socket, certificate: described(socket) });
    });
  });
}

function described(socket: TLSSocket): CertificateFacts {
  const { valid_to: until } = socket.getPeerCertificate();
  const expires = new Date(until);
  return {
    // Types say an Error; it is a code, or an Error where the name is wrong.
    problem: socket.authorized ? undefined : reasonOf(socket.authorizationError as Error | string),
    expires: expires.toISOString().slice(0, 10),
    daysLeft: Math.floor((expires.getTime() - Date.now()) / DAY_MS),
  };
}

const reasonOf = (error: Error | string): string => (typeof error === 'string' ? error : error.message);
