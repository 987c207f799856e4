import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { AssembledArchive } from '../../archive';
import { run } from '../../common';
import { ClientProgram } from './client-program';
import type { Target } from './kafka-client';
import type { LoadRequest } from './load';
import { Load } from './load';

const SOURCES = join(__dirname, 'java');

/** Short-lived programs; names that are not known yet may be a second later. */
const JVM = [
  '-Xmx128m',
  '-XX:+UseSerialGC',
  '-XX:TieredStopAtLevel=1',
  '-Dsun.net.inetaddr.negative.ttl=0',
  '-Dsun.net.inetaddr.ttl=5',
];

/** Apache's own client for Java, in the version of a Kafka archive. */
export class JavaClient extends ClientProgram {
  /** Unpacks the archive and compiles the program into the cache, unless an earlier call has. */
  static async prepare(cacheDir: string, kafka: AssembledArchive): Promise<JavaClient> {
    const base = join(cacheDir, 'clients');
    mkdirSync(base, { recursive: true });
    const home = join(await unpack(base, kafka), kafka.fileName.replace(/\.tgz$/, ''));
    const classes = await compile(base, home, kafka.sha256);
    const logging = join(home, 'config', 'tools-log4j.properties');
    return new JavaClient([
      ...['java', ...JVM, `-Dlog4j.configuration=file:${logging}`, `-Dlog4j2.configurationFile=${logging}`],
      ...['-cp', `${classes}:${join(home, 'libs')}/*`, 'LinkClient'],
    ]);
  }

  /** Starts to write messages at a steady rate, until the result is stopped. */
  load(target: Target, request: LoadRequest): Promise<Load> {
    const { topic, run: name, rate, ledger, maxSeconds = 3600 } = request;
    const options = { topic, run: name, rate, ledger, 'max-seconds': maxSeconds };
    return Load.start(target.place, this.command(target, 'load', options), request);
  }
}

function unpack(base: string, kafka: AssembledArchive): Promise<string> {
  return once(base, `kafka-${kafka.sha256.slice(0, 12)}`, async (folder) => {
    await run('tar', ['-xzf', kafka.path, '-C', folder]);
  });
}

function compile(base: string, home: string, sha256: string): Promise<string> {
  const sources = readdirSync(SOURCES)
    .filter((name) => name.endsWith('.java'))
    .map((name) => join(SOURCES, name));
  const hash = createHash('sha256').update(sha256);
  for (const source of sources) hash.update(readFileSync(source));
  return once(base, `classes-${hash.digest('hex').slice(0, 12)}`, async (folder) => {
    const options = ['--release', '11', '-cp', `${join(home, 'libs')}/*`, '-d', folder];
    await run('javac', [...options, ...sources], { timeoutSec: 120 });
  });
}

/** Makes a folder that appears under its name only when it is complete, whoever else makes the same meanwhile. */
async function once(base: string, name: string, fill: (folder: string) => Promise<void>): Promise<string> {
  const place = join(base, name);
  if (existsSync(place)) return place;
  const draft = mkdtempSync(join(base, '.work-'));
  try {
    await fill(draft);
    renameSync(draft, place);
  } catch (error) {
    if (!existsSync(place)) throw error;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return place;
}
