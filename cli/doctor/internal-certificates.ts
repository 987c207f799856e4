import { existsSync, readFileSync } from 'node:fs';
import type { InternalCertificates } from '../../doctor/identity-of';
import { INTERNAL_CA, INTERNAL_CERTIFICATES } from '../../secrets/names';

interface Variables {
  [INTERNAL_CA]?: string;
  [INTERNAL_CERTIFICATES]?: Readonly<Record<string, string>>;
}

/**
 * As Terraform gets them: by variables, or from the file of `npm run internal-certificates`.
 *
 * @throws Error when the variable with certificates is no map in JSON
 */
export function internalCertificates(
  file: string,
  variables: Readonly<Record<string, string>>,
): InternalCertificates {
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Variables) : {};
  return {
    ca: variables[INTERNAL_CA] ?? kept[INTERNAL_CA],
    byHost: given(variables[INTERNAL_CERTIFICATES]) ?? kept[INTERNAL_CERTIFICATES] ?? {},
  };
}

function given(text: string | undefined): Readonly<Record<string, string>> | undefined {
  if (text === undefined) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (typeof value === 'object' && value !== null && Object.values(value).every(isText)) {
    return value as Record<string, string>;
  }
  throw new Error(
    `the doctor reads the variable ${INTERNAL_CERTIFICATES} as JSON only, such as {"bastion-node":"-----BEGIN PRIVATE KEY-----…"}`,
  );
}

const isText = (value: unknown): boolean => typeof value === 'string';
