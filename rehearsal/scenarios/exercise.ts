import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { kafkaArchive } from '../lab/archive';
import { run } from '../lab/common';
import type { Place, Seen } from './lab-port';

/** A client on TiDB Cloud's side, as a program that prints what it has seen. */
export interface Exercise {
  client: 'java' | 'other';
  /** Name and bootstrap port. */
  server: string;
  partitions: number;
  /** What the metadata must show, as the programs print it; otherwise nothing is written. */
  expected: Seen['brokers'];
  kafkaVersion: string;
  dir: string;
  cacheDir: string;
}

const MESSAGES = 5000;
const PROGRAMS = join(__dirname, 'client-programs');

/** Lets a client create a topic, produce with `acks=all` into every partition, and consume every message. */
export async function exercise(place: Place, wanted: Exercise): Promise<Seen> {
  const { client, server, partitions, expected } = wanted;
  const brokers = expected.map(({ nodeId, host, port }) => `${nodeId}@${host}:${port}`).join(',');
  const args = [server, `rehearsal-${client}`, String(partitions), String(MESSAGES), brokers];
  const command =
    client === 'java'
      ? ['java', '-Xmx128m', '-cp', await libraries(wanted), join(PROGRAMS, 'JavaClient.java'), ...args]
      : [process.execPath, join(PROGRAMS, 'kafkajs-client.js'), ...args];
  const { code, stdout, stderr } = await place.exec(command, {
    timeoutSec: 150,
    env: process.env,
    check: false,
  });
  const line = stdout.trim().split('\n').at(-1) ?? '';
  if (code !== 0 || !line.startsWith('{')) {
    throw new Error(`the client has not told what it has seen:\n${stderr.split('\n').slice(-15).join('\n')}`);
  }
  return JSON.parse(line) as Seen;
}

/** The class path of Apache's client, of the release that the brokers run. */
async function libraries({ kafkaVersion, dir, cacheDir }: Exercise): Promise<string> {
  const folder = join(dir, 'java-client');
  if (!existsSync(folder)) {
    const { path } = await kafkaArchive(kafkaVersion, cacheDir);
    mkdirSync(folder);
    await run('tar', ['-xzf', path, '-C', folder, '--strip-components=1']);
  }
  return join(folder, 'libs', '*');
}
