import { X509Certificate } from 'node:crypto';
import type { Authority } from './authority';

/** The trusted CAs other than these. */
export function othersThan(own: readonly Authority[], trusted: readonly string[]): string[] {
  const known = own.map(({ certificate }) => fingerprint(certificate));
  return trusted.filter((pem) => !known.includes(fingerprint(pem)));
}

const fingerprint = (pem: string): string => new X509Certificate(pem).fingerprint256;
