import 'reflect-metadata';
import {
  BasicConstraintsExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';

/** A key with the certificate that vouches for it, both as PEM. */
export interface Identity {
  key: string;
  certificate: string;
}

const TEN_YEARS = 10 * 365 * 24 * 3600 * 1000;
const AN_HOUR = 3600 * 1000;

/**
 * Makes the identity by which Terraform recognises a provider process. The certificate is its own authority and
 * speaks for `localhost`, the name that Terraform expects of a plugin.
 */
export async function createIdentity(): Promise<Identity> {
  const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
    'verify',
  ]);
  const now = Date.now();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: 'CN=localhost',
    notBefore: new Date(now - AN_HOUR),
    notAfter: new Date(now + TEN_YEARS),
    keys,
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
    extensions: [
      new BasicConstraintsExtension(true, undefined, true),
      new SubjectAlternativeNameExtension([{ type: 'dns', value: 'localhost' }]),
    ],
  });
  const key = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  return {
    key: `-----BEGIN PRIVATE KEY-----\n${key}\n-----END PRIVATE KEY-----\n`,
    certificate: certificate.toString('pem'),
  };
}
