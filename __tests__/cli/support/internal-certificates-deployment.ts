import { X509Certificate } from 'node:crypto';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { Project } from './project';

interface Variables {
  kafka_internal_ca: string;
  kafka_internal_certificates: Record<string, string>;
}

export const VARIABLES = 'state/kafka/kafka-internal.auto.tfvars.json';
export const AUTHORITIES = 'state/kafka/internal-ca.json';

/** The example with internal TLS, in a project of its own. */
export class InternalTls {
  readonly project = new Project();
  readonly file = 'internal-tls.yaml';

  /** Anew, without anything beside the state. */
  begin(): void {
    rmSync(this.project.path('state'), { recursive: true, force: true });
    this.deploy();
  }

  /** Writes the deployment file. @param bastion its name */
  deploy({ secretsVersion = 1, bastion = 'bastion-node' } = {}): void {
    const text = readFileSync(this.project.path('kafka.yaml'), 'utf8')
      .replace(/^kafka:$/m, `kafka:\n  internalTls: true\n  secretsVersion: ${secretsVersion}`)
      .replace('bastion-node', bastion);
    writeFileSync(this.project.path(this.file), text);
  }

  run(...args: string[]) {
    const given = args.some((arg) => arg.endsWith('.yaml')) ? args : [...args, this.file];
    return this.project.kafkaLink('internal-certificates', ...given);
  }

  /** What both files hold. */
  texts(): string[] {
    return [VARIABLES, AUTHORITIES].map((file) => readFileSync(this.project.path(file), 'utf8'));
  }

  write(file: string, text: string): void {
    writeFileSync(this.project.path(file), text);
  }

  mode(file: string): number {
    return statSync(this.project.path(file)).mode & 0o777;
  }

  variables(): Variables {
    return JSON.parse(readFileSync(this.project.path(VARIABLES), 'utf8')) as Variables;
  }

  /** CAs that hosts trust. */
  trusted(): X509Certificate[] {
    const blocks = this.variables().kafka_internal_ca.split(/(?<=-----END CERTIFICATE-----\n)/);
    return blocks.map((block) => new X509Certificate(block));
  }

  certificates(): Record<string, X509Certificate> {
    const entries = Object.entries(this.variables().kafka_internal_certificates);
    return Object.fromEntries(entries.map(([host, text]) => [host, new X509Certificate(text)]));
  }

  /** Fingerprint of each host's certificate. */
  fingerprints(): Record<string, string> {
    const entries = Object.entries(this.certificates());
    return Object.fromEntries(entries.map(([host, { fingerprint256 }]) => [host, fingerprint256]));
  }
}

/** Which of the CAs has issued each certificate. */
export const issuersOf = (tls: InternalTls): number[] => {
  const trusted = tls.trusted();
  return Object.values(tls.certificates()).map((one) => trusted.findIndex((ca) => one.verify(ca.publicKey)));
};
