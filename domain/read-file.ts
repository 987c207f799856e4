import { readFileSync } from 'node:fs';

/** Reads a file that a person names. An error names it too, which Node.js leaves out when it is a folder. */
export function readNamedFile(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw Object.assign(error as NodeJS.ErrnoException, { path: file });
  }
}
