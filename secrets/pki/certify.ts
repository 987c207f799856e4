import 'reflect-metadata';
import type { webcrypto } from 'node:crypto';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';

/** Who signs: its common name, and its keys. */
export interface Issuer {
  readonly name: string;
  readonly keys: webcrypto.CryptoKeyPair;
}

/** To issue certificates, or to speak TLS as server or client. */
export type Purpose =
  | {
      readonly authority: true;
      /** How many CAs may stand below it; any number unless told. */
      readonly pathLength?: number;
    }
  | {
      readonly authority: false;
      /** DNS names for which it is; an asterisk stands for one label. */
      readonly names: readonly string[];
      /** And IP addresses. */
      readonly addresses?: readonly string[];
    };

/** What a certificate is to say. */
export interface Wanted {
  readonly issuer: Issuer;
  /** Common name. */
  readonly subject: string;
  readonly publicKey: webcrypto.CryptoKey;
  readonly from: Date;
  readonly until: Date;
  readonly purpose: Purpose;
}

const SIGNING = { name: 'ECDSA', hash: 'SHA-256' };

/** A certificate as PEM, signed by ECDSA with SHA-256. */
export async function certify(wanted: Wanted): Promise<string> {
  const { issuer, subject, publicKey, from, until, purpose } = wanted;
  const certificate = await X509CertificateGenerator.create({
    issuer: `CN=${issuer.name}`,
    subject: `CN=${subject}`,
    publicKey,
    signingKey: issuer.keys.privateKey,
    signingAlgorithm: SIGNING,
    notBefore: from,
    notAfter: until,
    extensions: [
      ...extensionsFor(purpose),
      // By them a CA is told from an earlier one of the same name.
      await SubjectKeyIdentifierExtension.create(publicKey),
      await AuthorityKeyIdentifierExtension.create(issuer.keys.publicKey),
    ],
  });
  return `${certificate.toString('pem')}\n`;
}

function extensionsFor(purpose: Purpose): Extension[] {
  if (purpose.authority) {
    return [
      new BasicConstraintsExtension(true, purpose.pathLength, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
    ];
  }
  const { names, addresses = [] } = purpose;
  const { serverAuth, clientAuth } = ExtendedKeyUsage;
  return [
    new BasicConstraintsExtension(false, undefined, true),
    new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
    new ExtendedKeyUsageExtension([serverAuth, clientAuth]),
    new SubjectAlternativeNameExtension([
      ...names.map((value) => ({ type: 'dns' as const, value })),
      ...addresses.map((value) => ({ type: 'ip' as const, value })),
    ]),
  ];
}
