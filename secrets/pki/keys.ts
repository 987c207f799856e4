import { createPrivateKey, createPublicKey, type webcrypto } from 'node:crypto';

const EC = { name: 'ECDSA', namedCurve: 'P-256' };

/** Keys of the curve P-256. */
export const newKeys = (): Promise<webcrypto.CryptoKeyPair> =>
  crypto.subtle.generateKey(EC, true, ['sign', 'verify']);

/** A private key as PEM: PKCS #8 without a password. */
export async function keyPem(key: webcrypto.CryptoKey): Promise<string> {
  const base64 = Buffer.from(await crypto.subtle.exportKey('pkcs8', key)).toString('base64');
  const lines = base64.match(/.{1,64}/g) ?? [];
  return ['-----BEGIN PRIVATE KEY-----', ...lines, '-----END PRIVATE KEY-----', ''].join('\n');
}

/** A private key of the curve P-256 with its public one. @throws Error when the PEM text holds none */
export async function keysOf(pem: string): Promise<webcrypto.CryptoKeyPair> {
  const key = createPrivateKey(pem);
  const own = key.export({ type: 'pkcs8', format: 'der' });
  const open = createPublicKey(key).export({ type: 'spki', format: 'der' });
  const [privateKey, publicKey] = await Promise.all([
    crypto.subtle.importKey('pkcs8', own, EC, true, ['sign']),
    crypto.subtle.importKey('spki', open, EC, true, ['verify']),
  ]);
  return { privateKey, publicKey };
}
