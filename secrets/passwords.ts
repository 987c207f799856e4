import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { readPrivately, writePrivately } from './private-file';
import { PASSWORDS } from './names';

type Passwords = Readonly<Record<string, string>>;

/** 32 letters, digits, "-" and "_" that nobody guesses. */
const BYTES = 24;

/**
 * Makes a password for each user who has none in the file of Terraform variables, or who is to get another one.
 *
 * @returns the users who got one
 */
export function makePasswords(file: string, users: readonly string[], renewed: readonly string[]): string[] {
  const present = readPasswords(file);
  const missing = users.filter((user) => present[user] === undefined || renewed.includes(user));
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
