import { createPrivateKey, X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { certificatesIn, privateKeyIn } from '../pki/pem';
import { INTERNAL_CA, INTERNAL_CERTIFICATES } from '../names';
import { readShape, writeTogether } from '../private-file';
import { privateFiles } from '../state-folder';
import { type TerraformVariables, terraformVariables } from './terraform-variables';

const authority = z.object({ certificate: z.string(), key: z.string() });

/** The CA with its key, which Terraform never sees. */
const authorities = z.object({
  /** Issues certificates. */
  issuer: authority,
  /** Hosts trust it already; it issues from the next renewal on. */
  next: authority.optional(),
  /** `kafka.secretsVersion` at the last step of a rotation. */
  turnedAt: z.int().optional(),
});

export type Authorities = z.infer<typeof authorities>;

/** Terraform's variables. */
export interface Variables {
  /** CAs that hosts trust, each as PEM. */
  readonly trusted: readonly string[];
  /** Private key and certificate, by host. */
  readonly hosts: Readonly<Record<string, string>>;
}

/** The files beside the state of a deployment. */
export interface Present {
  readonly authorities?: Authorities;
  readonly variables?: Variables;
  /** What cannot be read, one problem per line, without any key. */
  readonly problems: readonly string[];
}

export const variablesFile = (deployment: string): string => privateFiles(deployment).internalCertificates;
export const authoritiesFile = (deployment: string): string => privateFiles(deployment).internalCa;

/** Reads the files of a deployment. */
export function readPresent(deployment: string): Present {
  const problems: string[] = [];
  const own = read(authoritiesFile(deployment), authorities, authorityProblems, problems);
  const given = read(variablesFile(deployment), terraformVariables, variableProblems, problems);
  return {
    authorities: own,
    variables: given && { trusted: certificatesIn(given[INTERNAL_CA]), hosts: given[INTERNAL_CERTIFICATES] },
    problems,
  };
}

/** Writes both. */
export function write(deployment: string, own: Authorities, { trusted, hosts }: Variables): void {
  const text = trusted.map((pem) => `${pem.trim()}\n`).join('');
  writeTogether({
    [authoritiesFile(deployment)]: own,
    [variablesFile(deployment)]: { [INTERNAL_CA]: text, [INTERNAL_CERTIFICATES]: hosts },
  });
}

function read<T>(
  file: string,
  shape: z.ZodType<T>,
  judge: (value: T) => string[],
  problems: string[],
): T | undefined {
  const found = readShape(file, shape);
  if (!found) return undefined;
  const wrong = 'problems' in found ? found.problems : judge(found.content).map((what) => `${file}: ${what}`);
  problems.push(...wrong);
  return 'problems' in found || wrong.length > 0 ? undefined : found.content;
}

function authorityProblems({ issuer, next }: Authorities): string[] {
  return Object.entries({ issuer, ...(next && { next }) }).flatMap(([name, { certificate, key: pem }]) => {
    const own = attempt(() => new X509Certificate(certificate));
    const key = attempt(() => createPrivateKey(pem));
    if (!own?.ca) return [`${name}.certificate is not the PEM certificate of a CA`];
    if (key?.asymmetricKeyDetails?.namedCurve !== 'prime256v1') {
      return [`${name}.key is not a PEM private key of the curve P-256`];
    }
    return own.checkPrivateKey(key) ? [] : [`${name}.key does not belong to ${name}.certificate`];
  });
}

function variableProblems(given: TerraformVariables): string[] {
  const hosts = Object.entries(given[INTERNAL_CERTIFICATES]);
  return [
    ...(readable(given[INTERNAL_CA]) ? [] : [`${INTERNAL_CA} is not a PEM certificate`]),
    ...hosts
      .filter(([, text]) => !readable(text) || !attempt(() => createPrivateKey(privateKeyIn(text) ?? '')))
      .map(
        ([host]) =>
          `${INTERNAL_CERTIFICATES}.${host} is not a PEM private key (PKCS #8) with its certificate`,
      ),
  ];
}

/** Whether a text contains certificates, and all of them can be read. */
function readable(text: string): boolean {
  const found = certificatesIn(text);
  return found.length > 0 && found.every((pem) => attempt(() => new X509Certificate(pem)));
}

/** @returns undefined when it fails, which the caller reports */
function attempt<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}
