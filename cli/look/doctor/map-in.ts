import { UserError } from '../../../domain/user-error';

/**
 * A Terraform variable that is a map of texts.
 *
 * @returns undefined when it is not given
 * @throws UserError when it is not JSON, without its content
 */
export function mapIn(
  variables: Readonly<Record<string, string>>,
  name: string,
  example: string,
): Readonly<Record<string, string>> | undefined {
  const text = variables[name];
  if (text === undefined) return undefined;
  const value = parsed(text);
  if (typeof value === 'object' && value !== null && Object.values(value).every(isText)) {
    return value as Record<string, string>;
  }
  throw new UserError(`the doctor reads the variable ${name} as JSON only, such as ${example}`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isText = (value: unknown): boolean => typeof value === 'string';
