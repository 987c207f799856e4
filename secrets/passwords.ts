import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { readPrivately, writePrivately } from './private-file';
import { PASSWORDS } from './names';

type Passwords = Readonly<Record<string, string>>;

/** As base64, 32 letters, digits, "-" and "_". */
const BYTES = 24;

/**
 * Generates a password for each user who has none in the file of Terraform variables, and for each renewed one.
 *
 * @returns the users with a new password
 */
export function makePasswords(file: string, users: readonly string[], renewed: readonly string[]): string[] {
  const present = readPasswords(file);
  const missing = users.filter((user) => !Object.hasOwn(present, user) || renewed.includes(user));
  if (missing.length === 0) return [];
  const made = missing.map((user) => [user, randomBytes(BYTES).toString('base64url')]);
  writePrivately(file, { [PASSWORDS]: { ...present, ...Object.fromEntries(made) } });
  return missing;
}

const shape = z.object({ [PASSWORDS]: z.record(z.string(), z.string()).optional() });

/** The passwords by user; none when there is no file. @throws UserError without any of its content */
export function readPasswords(file: string): Passwords {
  return readPrivately(file, shape)?.[PASSWORDS] ?? {};
}
