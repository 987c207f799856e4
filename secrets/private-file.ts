import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { z } from 'zod';
import { readNamedFile } from '../domain/read-file';
import { UserError } from '../domain/user-error';
import { placeOfError } from './json-place';

/** Writes a file of Terraform variables that only its owner may read, even if it exists with another mode. */
export function writePrivately(file: string, variables: object): void {
  writeTogether({ [file]: variables });
}

/** Writes files that belong together, each as above: all of them, or none if the disk is full. */
export function writeTogether(files: Readonly<Record<string, object>>): void {
  const fresh = Object.keys(files).map((file) => [file, `${file}.new`] as const);
  try {
    for (const [file, beside] of fresh) {
      mkdirSync(dirname(file), { recursive: true });
      rmSync(beside, { force: true }); // one that is left may have another mode
      writeFileSync(beside, `${JSON.stringify(files[file], null, 2)}\n`, { mode: 0o600 });
    }
  } catch (error) {
    for (const [, beside] of fresh) rmSync(beside, { force: true });
    throw error;
  }
  for (const [file, beside] of fresh) renameSync(beside, file);
}

/** What a private file contains, or everything that is wrong with it, never with any of its content. */
export type Found<T> = { readonly content: T } | { readonly problems: readonly string[] };

/** Reads a private file. @returns undefined when there is none */
export function readShape<T>(file: string, shape: z.ZodType<T>): Found<T> | undefined {
  const text = textOf(file);
  if (text === undefined) return undefined;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // What JSON.parse says quotes the file.
    return {
      problems: [`${file}:${placeOfError(text)}: is not JSON; correct it, or restore it from a backup`],
    };
  }
  const parsed = shape.safeParse(json);
  if (parsed.success) return { content: parsed.data };
  return { problems: [...new Set(parsed.error.issues.map(({ path }) => `${file}: ${misshapen(path)}`))] };
}

/** Reads a private file. @returns undefined when there is none @throws UserError with everything wrong with it */
export function readPrivately<T>(file: string, shape: z.ZodType<T>): T | undefined {
  const found = readShape(file, shape);
  if (found && 'problems' in found) throw new UserError(found.problems.join('\n'));
  return found?.content;
}

function textOf(file: string): string | undefined {
  try {
    return readNamedFile(file).toString('utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Names the field that the shape asks for, and nothing below it: a key of the file may be a misplaced secret. */
const misshapen = ([field]: readonly PropertyKey[]): string =>
  field !== undefined
    ? `${String(field)} is missing, or of a wrong kind; correct it, or restore the file from a backup`
    : 'is not a JSON object; correct it, or restore it from a backup';
