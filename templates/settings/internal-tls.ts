import type { ClusterPlan } from '../../plan/types';
import { data, type HostFile } from '../rendering/host-file';
import { keyStore } from './tls';
import type { Setting } from './setting';
import { INTERNAL_USER } from './authentication';

/** Where a host finds its private key and its certificate of the private CA. */
export const INTERNAL_KEY_STORE = '/etc/kafka/secrets/internal.pem';

/** And the certificates of the CAs that it trusts on INTERNAL and CONTROLLER. */
export const INTERNAL_TRUST_STORE = '/etc/kafka/secrets/internal-ca.pem';

/** By which settings Kafka's tools, and ours, speak to INTERNAL on a host. */
export const INTERNAL_CLIENT = '/etc/kafka/internal-client.properties';
type Internal = Pick<ClusterPlan, 'internalTls'>;

/** How brokers know each other; both listeners have these settings on every broker, which is a client of both. */
export function internalTlsSettings({ internalTls }: Internal): Setting[] {
  if (!internalTls) return [];
  return ['internal', 'controller'].flatMap((id) => {
    const prefix = `listener.name.${id}.ssl`;
    return [
      ...keyStore(prefix, INTERNAL_KEY_STORE),
      { key: `${prefix}.truststore.type`, value: 'PEM' },
      { key: `${prefix}.truststore.location`, value: INTERNAL_TRUST_STORE },
      { key: `${prefix}.client.auth`, value: 'required' },
      // One name for all, so that another broker is no other list of super users.
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

/** What scripts give Kafka's tools, and ours, to speak to INTERNAL; undefined where it is PLAINTEXT. */
export const internalClient = ({ internalTls }: Internal): string | undefined =>
  internalTls && INTERNAL_CLIENT;
