import 'reflect-metadata';
import type { webcrypto } from 'node:crypto';
import {
  BasicConstraintsExtension,
  type JsonGeneralName,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';

const EC = { name: 'ECDSA', namedCurve: 'P-256' };
const DAY_MS = 86_400_000;

/** A private CA that signs certificates for names and addresses. */
export class PrivateCa {
  private constructor(
    private readonly keys: webcrypto.CryptoKeyPair,
    /** As PEM. */
    readonly certificate: string,
  ) {}

  static async create(): Promise<PrivateCa> {
    const keys = await newKeys();
    return new PrivateCa(keys, await certify(keys.privateKey, keys.publicKey, 'CN=CA', 90, []));
  }

  /** Private key and certificate of a host, as PEM. @param until days from now */
  async issue(name: string, address: string, until = 90): Promise<string> {
    const own = await newKeys();
    const certificate = await certify(this.keys.privateKey, own.publicKey, `CN=${name}`, until, [
      { type: 'dns', value: name },
      { type: 'ip', value: address },
    ]);
    const key = Buffer.from(await crypto.subtle.exportKey('pkcs8', own.privateKey)).toString('base64');
    const lines = key.match(/.{1,64}/g) ?? [];
    return ['-----BEGIN PRIVATE KEY-----', ...lines, '-----END PRIVATE KEY-----', certificate].join('\n');
  }
}

const newKeys = (): Promise<webcrypto.CryptoKeyPair> =>
  crypto.subtle.generateKey(EC, true, ['sign', 'verify']);

async function certify(
  signingKey: webcrypto.CryptoKey,
  publicKey: webcrypto.CryptoKey,
  subject: string,
  until: number,
  names: JsonGeneralName[],
): Promise<string> {
  const certificate = await X509CertificateGenerator.create({
    issuer: 'CN=CA',
    subject,
    publicKey,
    signingKey,
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
    notBefore: new Date(Date.now() - 10 * DAY_MS),
    notAfter: new Date(Date.now() + until * DAY_MS),
    extensions: [
      new BasicConstraintsExtension(names.length === 0, undefined, true),
      ...(names.length > 0 ? [new SubjectAlternativeNameExtension(names)] : []),
    ],
  });
  return `${certificate.toString('pem')}\n`;
}
