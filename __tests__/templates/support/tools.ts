import { execFileSync } from 'node:child_process';

/** A tool that a test cannot do without: its absence fails the test instead of skipping it. */
export function runTool(name: string, debianPackage: string, args: string[]): string {
  try {
    return execFileSync(name, args, {
      encoding: 'utf8',
      stdio: 'pipe',
      env: { ...process.env, CHECKPOINT_DISABLE: '1' }, // terraform asks nobody for news
    });
  } catch (error) {
    const { code, stdout, stderr } = error as { code?: string; stdout?: string; stderr?: string };
    if (code === 'ENOENT') {
      throw new Error(`${name} is not installed; on Debian: apt-get install ${debianPackage}`);
    }
    throw new Error(`${name} ${args.join(' ')} failed:\n${stdout ?? ''}${stderr ?? ''}`);
  }
}
