import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Prerequisite } from '../../../rehearsal/scenarios/prerequisites';

const run = promisify(execFile);

/** Installs Debian's packages. @throws Error with what apt-get said, or when commands are missing even so */
export async function install(
  names: readonly string[],
  stillMissing: () => readonly Prerequisite[],
): Promise<string> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const aptGet = (...args: string[]) => run('apt-get', ['-q', ...args], { env, maxBuffer: 2 ** 28 });
  await aptGet('update');
  await aptGet('install', '-y', '--no-install-recommends', ...names);
  const missing = stillMissing().map(({ command }) => command);
  if (missing.length > 0) {
    throw new Error(`apt-get is done, but PATH has no ${missing.join(', ')}: is /usr/sbin on it?`);
  }
  return names.join(' ');
}
