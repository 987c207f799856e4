import type { webcrypto } from 'node:crypto';
import { certify } from '../../../secrets/pki/certify';
import { keyPem, newKeys } from '../../../secrets/pki/keys';

const DAY_MS = 86_400_000;
const NAME = 'CA';

/** A private CA that signs certificates for names and addresses. */
export class PrivateCa {
  private constructor(
    private readonly keys: webcrypto.CryptoKeyPair,
    /** As PEM. */
    readonly certificate: string,
  ) {}

  static async create(): Promise<PrivateCa> {
    const keys = await newKeys();
    const issuer = { name: NAME, keys };
    const purpose = { authority: true } as const;
    return new PrivateCa(
      keys,
      await certify({ issuer, subject: NAME, publicKey: keys.publicKey, ...days(90), purpose }),
    );
  }

  /** Private key and certificate of a host, as PEM. @param until days from now */
  async issue(name: string, address: string, until = 90): Promise<string> {
    const own = await newKeys();
    const certificate = await certify({
      issuer: { name: NAME, keys: this.keys },
      subject: name,
      publicKey: own.publicKey,
      ...days(until),
      purpose: { authority: false, names: [name], addresses: [address] },
    });
    return (await keyPem(own.privateKey)) + certificate;
  }
}

const days = (until: number) => ({
  from: new Date(Date.now() - 10 * DAY_MS),
  until: new Date(Date.now() + until * DAY_MS),
});
