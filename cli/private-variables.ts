import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes a file of Terraform variables that only its owner may read, also where it was there with another mode. */
export function writePrivately(file: string, variables: object): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(variables, null, 2)}\n`, { mode: 0o600 });
  chmodSync(file, 0o600);
}
