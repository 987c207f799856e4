import { parseArgs } from 'node:util';

export const USAGE = `npm run certificate -- --certificate FILE --key FILE [FILE …]

Takes over a certificate of a public CA for listeners with tls: judges it, and keeps it as Terraform variables in
state/<name>, in a file that only you can read, for the next synthesis. Raise kafka.secretsVersion to have another one
delivered.

FILE           deployment files (KAFKA_CONFIG, else kafka.yaml)
--certificate  PEM file: the certificate, then those of its issuers, such as fullchain.pem
--key          PEM file: its private key, RSA or EC, without a password, such as privkey.pem
`;

/** What a person asks `npm run certificate` for. */
export interface CertificateRequest {
  readonly files: readonly string[];
  /** Path of the certificate and those of its issuers. */
  readonly certificate: string;
  /** Path of the private key. */
  readonly key: string;
  readonly help: boolean;
}

/** Reads the arguments. @throws Error when they are wrong */
export function readArguments(args: readonly string[]): CertificateRequest {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      certificate: { type: 'string' },
      key: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const { certificate, key, help } = values;
  if (!help && (certificate === undefined || key === undefined)) {
    throw new Error('--certificate and --key are needed');
  }
  return { files: positionals, certificate: certificate ?? '', key: key ?? '', help };
}
