import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const LOCK_FILE = '.terraform.lock.hcl';

/**
 * Terraform's provider lock file must lie in the stack's folder, which `cdktf` deletes once a synthesis leaves the stack
 * out. So each synthesis keeps a copy beside the state, and gives a stack without a lock file its copy back.
 */
export function carryLockFiles(outDir: string, stateDir: string, stacks: readonly string[]): void {
  const stacksDir = join(outDir, 'stacks');
  for (const stack of existsSync(stacksDir) ? readdirSync(stacksDir) : []) {
    copy(join(stacksDir, stack, LOCK_FILE), join(stateDir, stack));
  }
  for (const stack of stacks) {
    const folder = join(stacksDir, stack);
    if (!existsSync(join(folder, LOCK_FILE))) copy(join(stateDir, stack, LOCK_FILE), folder);
  }
}

function copy(lockFile: string, folder: string): void {
  if (!existsSync(lockFile)) return;
  mkdirSync(folder, { recursive: true });
  copyFileSync(lockFile, join(folder, LOCK_FILE));
}
