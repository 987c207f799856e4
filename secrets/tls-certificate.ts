import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { certificatesIn } from './pki/pem';

/** Texts of PEM files. */
export interface Pem {
  /** The certificate, then those of its issuers. */
  readonly chain: string;
  readonly key: string;
}

/**
 * What is wrong with it, each in a line, and never anything of the key.
 *
 * @param names that the certificate is to be for
 */
export function judge({ chain: text, key: keyText }: Pem, names: readonly string[], now: Date): string[] {
  const key = read(() => createPrivateKey(keyText));
  const chain = certificatesIn(text).map((block) => read(() => new X509Certificate(block)));
  const [own] = chain;
  const keyProblem = key ? kindOf(key) : ['the key cannot be read: use a PEM file without a password'];
  if (!own || chain.includes(undefined)) {
    return [...keyProblem, own ? 'a certificate of an issuer cannot be read' : 'there is no PEM certificate'];
  }
  return [
    ...keyProblem,
    ...(key && !own.checkPrivateKey(key) ? ['the key does not belong to the first certificate'] : []),
    ...chain.flatMap((one) => (one ? [...validity(one, now)] : [])),
    ...chain.slice(1).flatMap((issuer, index) => order(chain[index], issuer)),
    ...(chain.length === 1
      ? ['the certificates of its issuers are missing: add them after the certificate']
      : []),
    ...names
      .filter((name) => own.checkHost(name, { subject: 'never' }) === undefined)
      .map((name) => `${called(own)} is for ${own.subjectAltName ?? 'no name'}, not for ${name}`),
  ];
}

/** In the form that Kafka reads: the key in PKCS #8. */
export function toPem({ chain, key }: Pem): Pem {
  return {
    chain: `${certificatesIn(chain).join('\n')}\n`,
    key: createPrivateKey(key).export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

function kindOf({ asymmetricKeyType }: KeyObject): string[] {
  if (asymmetricKeyType === 'rsa' || asymmetricKeyType === 'ec') return [];
  return [`the key has the type ${asymmetricKeyType}, and Kafka supports RSA and EC`];
}

function validity(certificate: X509Certificate, now: Date): string[] {
  const { validFrom, validTo } = certificate;
  if (now > new Date(validTo)) return [`${called(certificate)} expired at ${validTo}`];
  return now < new Date(validFrom) ? [`${called(certificate)} is not valid before ${validFrom}`] : [];
}

function order(one: X509Certificate | undefined, issuer: X509Certificate | undefined): string[] {
  if (!one || !issuer || (one.checkIssued(issuer) && one.verify(issuer.publicKey))) return [];
  return [`${called(issuer)} has not issued the certificate before it, ${called(one)}`];
}

const called = ({ subject }: X509Certificate): string => `[${subject.replaceAll('\n', ', ')}]`;

function read<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined; // the caller reports it
  }
}
