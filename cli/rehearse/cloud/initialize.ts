import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runTerraform, type TerraformRun } from './terraform';

/**
 * Initializes the working folder where that is needed, quietly, and returns the exit code. A folder that was moved, or
 * another node, means other launchers than those that the lock file holds checksums of; nothing in it is worth keeping.
 */
export async function initialize(run: TerraformRun): Promise<number> {
  const [lockFile, data] = ['.terraform.lock.hcl', '.terraform'].map((name) => join(run.cwd, name));
  const stamp = join(run.cwd, 'initialized.json');
  const wanted = JSON.stringify([
    run.command,
    process.execPath,
    run.env['TF_CLI_CONFIG_FILE'],
    requirements(run.cwd),
  ]);
  if (readIfAny(stamp) === wanted) return 0;
  for (const path of [lockFile, data]) rmSync(path ?? '', { recursive: true, force: true });
  const code = await runTerraform(run, ['init', '-input=false'], 'quiet');
  if (code === 0) writeFileSync(stamp, wanted);
  return code;
}

function requirements(stack: string): unknown {
  const { terraform } = JSON.parse(readFileSync(join(stack, 'cdk.tf.json'), 'utf8')) as {
    terraform: unknown;
  };
  return terraform;
}

function readIfAny(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined; // never initialized
  }
}
