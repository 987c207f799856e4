import { join } from 'node:path';
import { javaCommand, PROGRAMS, type JavaClientPlace } from './java-client';
import type { Place, Seen } from '../lab/port';

/** A client on TiDB Cloud's side, as a program that prints what it has seen. */
export interface Exercise extends JavaClientPlace {
  client: 'java' | 'other';
  /** Name and bootstrap port. */
  server: string;
  partitions: number;
  /** A file that says how to log in, where that is asked. */
  login?: string;
  /** What the metadata must show, as the programs print it; otherwise nothing is written. */
  expected: Seen['brokers'];
}

const MESSAGES = 5000;

/** Lets a client create a topic, produce with `acks=all` into every partition, and consume every message. */
export async function exercise(place: Place, wanted: Exercise): Promise<Seen> {
  const { client, server, partitions, expected } = wanted;
  const brokers = expected.map(({ nodeId, host, port }) => `${nodeId}@${host}:${port}`).join(',');
  const args = [server, `rehearsal-${client}`, String(partitions), String(MESSAGES), brokers];
  const command =
    client === 'java'
      ? await javaCommand(wanted, 'JavaClient', args)
      : [process.execPath, join(PROGRAMS, 'kafkajs-client.js'), ...args];
  const { code, stdout, stderr } = await place.exec(command, {
    timeoutSec: 150,
    env: { ...process.env, ...(wanted.login && { KAFKA_CLIENT: wanted.login }) },
    check: false,
  });
  const line = stdout.trim().split('\n').at(-1) ?? '';
  if (code !== 0 || !line.startsWith('{')) {
    throw new Error(`the client has printed no result:\n${stderr.split('\n').slice(-15).join('\n')}`);
  }
  return JSON.parse(line) as Seen;
}
