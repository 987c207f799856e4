import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  HOST_KEYS_FILE,
  PASSWORDS_VARIABLES,
  CERTIFICATE_VARIABLES,
  INTERNAL_VARIABLES,
} from '../secrets/names';
import { stateFolder } from '../secrets/state-folder';

const LOCK_FILE = '.terraform.lock.hcl';

/**
 * Copies files that must be in a stack's folder, which `cdktf` deletes once a synthesis leaves the stack out: each
 * synthesis keeps a copy of Terraform's provider lock file beside the state and restores a missing one. It also copies
 * host keys, passwords and certificates from beside the state.
 *
 * @param outDir cdktf's output folder
 * @param base the folder that `state` is in
 * @param stacks names of the stacks that were synthesized
 */
export function carryFiles(outDir: string, base: string, stacks: readonly string[]): void {
  const stacksDir = join(outDir, 'stacks');
  for (const stack of existsSync(stacksDir) ? readdirSync(stacksDir) : []) {
    copy(join(stacksDir, stack, LOCK_FILE), stateFolder(stack, base), LOCK_FILE);
  }
  for (const stack of stacks) {
    const folder = join(stacksDir, stack);
    const kept = stateFolder(stack, base);
    if (!existsSync(join(folder, LOCK_FILE))) copy(join(kept, LOCK_FILE), folder, LOCK_FILE);
    for (const name of [HOST_KEYS_FILE, PASSWORDS_VARIABLES, CERTIFICATE_VARIABLES, INTERNAL_VARIABLES]) {
      copy(join(kept, name), folder, name);
    }
  }
}

function copy(file: string, folder: string, name: string): void {
  if (!existsSync(file)) return;
  mkdirSync(folder, { recursive: true });
  copyFileSync(file, join(folder, name));
}
