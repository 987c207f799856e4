import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { CERTIFICATE, KEY } from '../../constructs/certificate-variables';
import type { Pem } from './judge';

/** Writes the file of Terraform variables, for its owner alone. */
export function writeVariables(file: string, { chain, key }: Pem): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ [CERTIFICATE]: chain, [KEY]: key }, null, 2)}\n`, { mode: 0o600 });
  chmodSync(file, 0o600);
}
