import type { ClusterPlan } from '../../plan/types';
import { data, type HostFile } from '../rendering/host-file';
import { keyStore } from './tls';
import type { Setting } from './setting';
import { INTERNAL_USER } from './authentication';

/** File on a host with its private key and its certificate from the private CA. */
export const INTERNAL_KEY_STORE = '/etc/kafka/secrets/internal.pem';

/** File on a host with the certificates of the CAs that it trusts on INTERNAL and CONTROLLER. */
export const INTERNAL_TRUST_STORE = '/etc/kafka/secrets/internal-ca.pem';

/** File on a host with the settings by which Kafka's tools, and ours, connect to INTERNAL. */
export const INTERNAL_CLIENT = '/etc/kafka/internal-client.properties';
type Internal = Pick<ClusterPlan, 'internalTls'>;

/** Settings by which brokers authenticate; both listeners have them on every broker, which is a client of both. */
export function internalTlsSettings({ internalTls }: Internal): Setting[] {
  if (!internalTls) return [];
  return ['internal', 'controller'].flatMap((id) => {
    const prefix = `listener.name.${id}.ssl`;
    return [
      ...keyStore(prefix, INTERNAL_KEY_STORE),
      { key: `${prefix}.truststore.type`, value: 'PEM' },
      { key: `${prefix}.truststore.location`, value: INTERNAL_TRUST_STORE },
      { key: `${prefix}.client.auth`, value: 'required' },
      // One principal for all, so that the list of super users is the same for any number of brokers.
      { key: `${prefix}.principal.mapping.rules`, value: `RULE:^.*$/${INTERNAL_USER}/` },
    ];
  });
}

/** The file with the settings of clients, on hosts whose programs need one. */
export function internalClientFiles({ internalTls }: Internal): HostFile[] {
  if (!internalTls) return [];
  const settings = {
    'security.protocol': 'SSL',
    'ssl.keystore.type': 'PEM',
    'ssl.keystore.location': INTERNAL_KEY_STORE,
    'ssl.truststore.type': 'PEM',
    'ssl.truststore.location': INTERNAL_TRUST_STORE,
  };
  const lines = Object.entries(settings).map(([key, value]) => `${key}=${value}\n`);
  return [data(INTERNAL_CLIENT, lines.join(''))];
}

/** The file that scripts give Kafka's tools, and ours, to connect to INTERNAL; undefined where it is PLAINTEXT. */
export const internalClient = ({ internalTls }: Internal): string | undefined =>
  internalTls && INTERNAL_CLIENT;
