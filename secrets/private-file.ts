import { chmodSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes a file of Terraform variables that only its owner may read, even if it exists with another mode. */
export function writePrivately(file: string, variables: object): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(variables, null, 2)}\n`, { mode: 0o600 });
  chmodSync(file, 0o600);
}

/** Writes files that belong together, each as above: all of them, or none if the disk is full. */
export function writeTogether(files: Readonly<Record<string, object>>): void {
  for (const [file, variables] of Object.entries(files)) writePrivately(`${file}.new`, variables);
  for (const file of Object.keys(files)) renameSync(`${file}.new`, file);
}
