import 'reflect-metadata';
import type { webcrypto } from 'node:crypto';
import {
  BasicConstraintsExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';

/** A certificate with those of its issuers but the root, and its private key, as PEM. */
export interface Issued {
  readonly chain: string;
  readonly key: string;
}

/** From when to when a certificate is valid, in days from now. */
export interface Validity {
  readonly from?: number;
  readonly until?: number;
}

const EC = { name: 'ECDSA', namedCurve: 'P-256' };
const SIGNING = { name: 'ECDSA', hash: 'SHA-256' };
const DAY_MS = 86_400_000;

/** A public CA, so to speak: a root, and an intermediate that issues certificates. */
export class Authority {
  private constructor(
    private readonly subject: string,
    private readonly keys: webcrypto.CryptoKeyPair,
    /** The intermediate, as PEM. */
    readonly intermediate: string,
    /** The root that clients trust, as PEM. */
    readonly root: string,
  ) {}

  static async create(name: string): Promise<Authority> {
    const [rootKeys, keys] = await Promise.all([newKeys(), newKeys()]);
    const [root, subject] = [`CN=${name} Root`, `CN=${name} Intermediate`];
    const by = { issuer: root, signingKey: rootKeys.privateKey, authority: true };
    return new Authority(
      subject,
      keys,
      await certify({ ...by, subject, publicKey: keys.publicKey }),
      await certify({ ...by, subject: root, publicKey: rootKeys.publicKey }),
    );
  }

  /** @param names for which it is; an asterisk stands for one label */
  async issue(names: readonly string[], validity: Validity = {}): Promise<Issued> {
    const own = await newKeys();
    const certificate = await certify({
      issuer: this.subject,
      subject: `CN=${names[0]}`,
      publicKey: own.publicKey,
      signingKey: this.keys.privateKey,
      names,
      validity,
    });
    const key = Buffer.from(await crypto.subtle.exportKey('pkcs8', own.privateKey)).toString('base64');
    const lines = key.match(/.{1,64}/g) ?? [];
    return {
      chain: certificate + this.intermediate,
      key: ['-----BEGIN PRIVATE KEY-----', ...lines, '-----END PRIVATE KEY-----', ''].join('\n'),
    };
  }
}

const newKeys = (): Promise<webcrypto.CryptoKeyPair> =>
  crypto.subtle.generateKey(EC, true, ['sign', 'verify']);

async function certify(wanted: {
  issuer: string;
  subject: string;
  publicKey: webcrypto.CryptoKey;
  signingKey: webcrypto.CryptoKey;
  authority?: boolean;
  names?: readonly string[];
  validity?: Validity;
}): Promise<string> {
  const {
    issuer,
    subject,
    publicKey,
    signingKey,
    authority,
    names,
    validity: { from = -1, until = 90 } = {},
  } = wanted;
  const certificate = await X509CertificateGenerator.create({
    issuer,
    subject,
    publicKey,
    signingKey,
    signingAlgorithm: SIGNING,
    notBefore: new Date(Date.now() + from * DAY_MS),
    notAfter: new Date(Date.now() + until * DAY_MS),
    extensions: [
      new BasicConstraintsExtension(authority ?? false, undefined, true),
      ...(names
        ? [new SubjectAlternativeNameExtension(names.map((value) => ({ type: 'dns' as const, value })))]
        : []),
    ],
  });
  return `${certificate.toString('pem')}\n`;
}
