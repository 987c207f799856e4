import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { InternalHostPlan } from '../../plan/types';
import { certificatesIn, privateKeyIn } from '../pki/pem';

export const DAY_MS = 86_400_000;
/** A certificate with fewer days left is replaced; the doctor warns at the same time. */
const DAYS_LEFT = 30;
/** Hosts are server and client to each other. */
const USAGES = ['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2'];

/**
 * Why a host's key and certificate are not valid, or not for long; undefined when they are.
 *
 * @param text the private key, then the certificate, then those of intermediate CAs
 * @param trusted the CAs that hosts trust
 */
export function whyWrong(
  text: string,
  host: InternalHostPlan,
  trusted: readonly X509Certificate[],
  now: Date,
): string | undefined {
  const [own, ...issuers] = certificatesIn(text).map((pem) => new X509Certificate(pem));
  const key = privateKeyIn(text);
  if (!own || key === undefined || !own.checkPrivateKey(createPrivateKey(key))) {
    return 'its key does not belong to its certificate';
  }
  const usages = own.keyUsage as string[] | undefined;
  if (!leadsTo(trusted, own, issuers)) return 'its CA is not trusted by the hosts';
  if (!own.checkHost(host.name, { subject: 'never' })) return `it is not for ${host.name}`;
  if (!own.checkIP(host.address)) return `it is not for ${host.address}`;
  if (usages && USAGES.some((usage) => !usages.includes(usage)))
    return 'it is not for both server and client';
  if (now < new Date(own.validFrom)) return `it is not valid before ${own.validFrom}`;
  const left = Date.parse(own.validTo) - now.getTime();
  return left > DAYS_LEFT * DAY_MS ? undefined : `it expires at ${own.validTo}`;
}

/** Whether one has issued the other. */
export const issued = (issuer: X509Certificate, one: X509Certificate): boolean =>
  one.checkIssued(issuer) && one.verify(issuer.publicKey);

/** Whether a trusted CA has issued it, or one of the issuers after it that leads to a trusted CA. */
function leadsTo(
  trusted: readonly X509Certificate[],
  one: X509Certificate,
  [next, ...others]: readonly X509Certificate[],
): boolean {
  if (trusted.some((authority) => issued(authority, one))) return true;
  return next !== undefined && issued(next, one) && leadsTo(trusted, next, others);
}
