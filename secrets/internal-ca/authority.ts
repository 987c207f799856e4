import { X509Certificate } from 'node:crypto';
import type { InternalHostPlan } from '../../plan/types';
import { certify } from '../pki/certify';
import { keyPem, keysOf, newKeys } from '../pki/keys';
import { DAY_MS } from './host-certificate';

/** A CA: its certificate and its private key, as PEM. */
export interface Authority {
  readonly certificate: string;
  readonly key: string;
}

/** How long a host's certificate is valid, unless its CA expires before. */
export const HOST_DAYS = 825;
const AUTHORITY_DAYS = 3650;
/** Clocks of hosts may be behind. */
const HOUR_MS = 3_600_000;

/** Generates a CA that issues certificates for hosts, and for no other CA. */
export async function newAuthority(deployment: string, now: Date): Promise<Authority> {
  const keys = await newKeys();
  const name = `${deployment} internal CA`;
  const certificate = await certify({
    issuer: { name, keys },
    subject: name,
    publicKey: keys.publicKey,
    from: new Date(now.getTime() - HOUR_MS),
    until: new Date(now.getTime() + AUTHORITY_DAYS * DAY_MS),
    purpose: { authority: true, pathLength: 0 },
  });
  return { certificate, key: await keyPem(keys.privateKey) };
}

/** Issues a host's certificate. @returns its new private key, then the certificate */
export async function issue(by: Authority, { name, address }: InternalHostPlan, now: Date): Promise<string> {
  const own = await newKeys();
  const authority = new X509Certificate(by.certificate);
  const until = Math.min(now.getTime() + HOST_DAYS * DAY_MS, Date.parse(authority.validTo));
  const certificate = await certify({
    issuer: { name: commonName(authority), keys: await keysOf(by.key) },
    subject: name,
    publicKey: own.publicKey,
    from: new Date(now.getTime() - HOUR_MS),
    until: new Date(until),
    purpose: { authority: false, names: [name], addresses: [address] },
  });
  return (await keyPem(own.privateKey)) + certificate;
}

const commonName = ({ subject }: X509Certificate): string => /^CN=(.*)$/m.exec(subject)?.[1] ?? '';
