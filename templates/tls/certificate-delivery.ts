import { join } from 'node:path';
import type { TlsPlan } from '../../plan/types';
import { render } from '../rendering/engine';
import { KEY_STORE } from '../settings/tls';
import { delimiterFor } from '../rendering/here-document';
import { javaProgram } from '../rendering/java-program';
import { escapeFor, type RenderOptions } from '../rendering/target';

/** The program that judges delivered files and served certificates; the host's JDK runs it from its source. */
export const CERTIFICATE_PROGRAM = javaProgram(join(__dirname, 'certificate'), 'Certificate');

/** Seconds until Kafka must serve the placed certificate; it reads the file at the next connection. */
export const SERVED_SECONDS = 30;

/** Folder in a host's memory to which key and certificate are delivered; only root may read it. */
export const TLS_DELIVERY_FOLDER = '/run/kafka-tls';

/** The file there: the private key, the certificate, and those of the issuers. */
export const DELIVERED_KEY_STORE = `${TLS_DELIVERY_FOLDER}/tls.pem`;

/**
 * Renders the script that puts a delivered certificate where a broker reads it at every connection, and verifies that
 * the broker serves it.
 */
export function renderCertificateDelivery(
  { serverNames, ports }: TlsPlan,
  nodeId: number,
  options: RenderOptions = {},
): string {
  const script = render('tls/deliver.sh', {
    folder: TLS_DELIVERY_FOLDER,
    keyStore: KEY_STORE,
    nodeId,
    names: serverNames.join(' '),
    ports: ports.join(' '),
    seconds: SERVED_SECONDS,
    delimiter: delimiterFor([CERTIFICATE_PROGRAM]),
    program: CERTIFICATE_PROGRAM,
  });
  return escapeFor(script, options);
}
