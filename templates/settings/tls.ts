import type { ClusterPlan } from '../../plan/types';
import type { Setting } from './setting';

/** The class that brokers ask for their certificate at every connection; compiled on the host. */
export const CERTIFICATE_FILE = 'CertificateFile';

/** Where a broker finds its private key, its certificate and those of the issuers, in this order. */
export const KEY_STORE = '/etc/kafka/secrets/tls.pem';

/** By which certificate listeners with TLS serve. Clients need none of their own: TiDB Cloud's have none. */
export function tlsSettings({ externalListeners }: Pick<ClusterPlan, 'externalListeners'>): Setting[] {
  return [...externalListeners]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .filter(({ serverName }) => serverName !== undefined)
    .flatMap(({ id }) => keyStore(`listener.name.${id}.ssl`, KEY_STORE));
}

/** By which file a listener serves; `prefix` is that of its settings, such as `listener.name.external.ssl`. */
export function keyStore(prefix: string, location: string): Setting[] {
  return [
    { key: `${prefix}.engine.factory.class`, value: CERTIFICATE_FILE },
    { key: `${prefix}.keystore.type`, value: 'PEM' },
    { key: `${prefix}.keystore.location`, value: location },
  ];
}
