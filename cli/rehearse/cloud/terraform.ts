import { spawn } from 'node:child_process';
import { constants as system } from 'node:os';

/** Where and how to run Terraform. */
export interface TerraformRun {
  command: string;
  cwd: string;
  env: NodeJS.ProcessEnv;
}

/** Runs Terraform on the user's terminal, or shows its output only when it fails; returns its exit code. */
export function runTerraform(
  { command, cwd, env }: TerraformRun,
  args: readonly string[],
  show: 'all' | 'quiet' = 'all',
): Promise<number> {
  const stdio = show === 'all' ? 'inherit' : (['ignore', 'pipe', 'pipe'] as const);
  const child = spawn(command, args, { cwd, env, stdio: stdio as 'inherit' });
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => output.push(chunk));
  // The terminal interrupts Terraform as well, which then ends in order; others may tell only this process.
  const forward = (signal: NodeJS.Signals) => child.kill(signal);
  const ignore = () => undefined;
  process.on('SIGINT', ignore).on('SIGTERM', forward);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      process.off('SIGINT', ignore).off('SIGTERM', forward);
      const status = code ?? 128 + system.signals[signal ?? 'SIGTERM'];
      if (status !== 0) process.stderr.write(Buffer.concat(output));
      resolve(status);
    });
  });
}
