import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { kafkaArchive } from '../../lab/archive';
import { run } from '../../lab/common';

/** Where the programs of the clients are. */
export const PROGRAMS = join(__dirname, 'programs');

/** What a client with Apache's library needs. */
export interface JavaClientPlace {
  /** Release of the library: that of the brokers. */
  kafkaVersion: string;
  dir: string;
  cacheDir: string;
}

/** The command that runs one of the Java programs. */
export async function javaCommand(
  place: JavaClientPlace,
  program: string,
  args: readonly string[],
): Promise<string[]> {
  return ['java', '-Xmx128m', '-cp', await classPath(place), program, ...args];
}

/** Kafka's libraries of that release, and our programs as compiled with them, once in each rehearsal. */
async function classPath({ kafkaVersion, dir, cacheDir }: JavaClientPlace): Promise<string> {
  const folder = join(dir, `java-client-${kafkaVersion}`);
  const libraries = join(folder, 'libs', '*');
  const classes = join(folder, 'classes');
  if (!existsSync(folder)) {
    const { path } = await kafkaArchive(kafkaVersion, cacheDir);
    mkdirSync(folder);
    await run('tar', ['-xzf', path, '-C', folder, '--strip-components=1']);
    const sources = readdirSync(PROGRAMS).filter((name) => name.endsWith('.java'));
    const options = ['-proc:none', '-encoding', 'UTF-8', '-cp', libraries, '-d', classes];
    await run('javac', [...options, ...sources.map((name) => join(PROGRAMS, name))], { timeoutSec: 120 });
  }
  return `${classes}:${libraries}`;
}
