import { basename } from 'node:path';
import { controllersOf, hostAndPort, isController } from '../../plan/brokers';
import type { InternalHostPlan, NewClusterPlan } from '../../plan/types';
import { render } from '../rendering/engine';
import { INTERNAL_KEY_STORE, INTERNAL_TRUST_STORE } from '../settings/internal-tls';
import { CERTIFICATE_PROGRAM, SERVED_SECONDS } from './certificate-delivery';
import { delimiterFor } from '../rendering/here-document';
import { escapeFor, type RenderOptions } from '../rendering/target';

/** Folder in a host's memory to which key, certificate and CAs are delivered; only root may read it. */
export const INTERNAL_DELIVERY_FOLDER = '/run/kafka-internal-tls';

/** The files there. */
export const DELIVERED_INTERNAL = {
  keyStore: `${INTERNAL_DELIVERY_FOLDER}/${basename(INTERNAL_KEY_STORE)}`,
  trustStore: `${INTERNAL_DELIVERY_FOLDER}/${basename(INTERNAL_TRUST_STORE)}`,
};

/** How long the script waits. */
export interface InternalDeliveryOptions extends RenderOptions {
  /** Seconds that a first boot may take. */
  readonly bootTimeoutSeconds: number;
}

/**
 * Renders the script that puts a host's certificate from the private CA where Kafka and its clients read it, and
 * verifies that the others trust it. It asks the controllers, which are fixed for the life of the cluster, so that the
 * script does not change with the number of brokers.
 */
export function renderInternalDelivery(
  plan: NewClusterPlan,
  host: InternalHostPlan,
  { bootTimeoutSeconds, ...options }: InternalDeliveryOptions,
): string {
  const { brokers, ports } = plan;
  const broker = brokers.find(({ name }) => name === host.name);
  const controllers = controllersOf(plan);
  const peers = controllers.filter((one) => one !== broker).map(({ internal }) => internal);
  const own = broker ? [ports.internal, ...(isController(broker) ? [ports.controller] : [])] : [];
  const script = render('tls/deliver-internal.sh', {
    folder: INTERNAL_DELIVERY_FOLDER,
    keyStore: INTERNAL_KEY_STORE,
    keyName: basename(INTERNAL_KEY_STORE),
    trustStore: INTERNAL_TRUST_STORE,
    trustName: basename(INTERNAL_TRUST_STORE),
    host,
    owner: broker ? 'kafka' : 'root',
    peers: peers.map(hostAndPort).join(' '),
    ports: own.map((port) => hostAndPort({ host: 'localhost', port })).join(' '),
    seconds: SERVED_SECONDS,
    bootTimeoutSeconds,
    delimiter: delimiterFor([CERTIFICATE_PROGRAM]),
    program: CERTIFICATE_PROGRAM,
  });
  return escapeFor(script, options);
}
