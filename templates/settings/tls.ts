import type { ClusterPlan } from '../../plan/types';
import type { Setting } from './setting';

/** The class that reads a broker's certificate at every connection; compiled on the host. */
export const CERTIFICATE_FILE = 'CertificateFile';

/** File on a broker's host with its private key, its certificate and those of the issuers, in this order. */
export const KEY_STORE = '/etc/kafka/secrets/tls.pem';

/** Settings for the certificate of listeners with TLS. Clients need none themselves: TiDB Cloud's have none. */
export function tlsSettings({ externalListeners }: Pick<ClusterPlan, 'externalListeners'>): Setting[] {
  return [...externalListeners]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .filter(({ serverName }) => serverName !== undefined)
    .flatMap(({ id }) => keyStore(`listener.name.${id}.ssl`, KEY_STORE));
}

/** Settings for a listener's key store. @param prefix of its settings, such as `listener.name.external.ssl` */
export function keyStore(prefix: string, location: string): Setting[] {
  return [
    { key: `${prefix}.engine.factory.class`, value: CERTIFICATE_FILE },
    { key: `${prefix}.keystore.type`, value: 'PEM' },
    { key: `${prefix}.keystore.location`, value: location },
  ];
}
