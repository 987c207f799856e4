import { closeSync, openSync } from 'node:fs';
import { connect } from 'node:net';
import { FILES } from './haproxy-config';

/** One row of haproxy's statistics. */
export type StatRow = Record<string, string>;

/** Sends a command to the haproxy that runs in `folder`. @returns its answer */
export async function ask(folder: string, command: string): Promise<string> {
  // The folder's path may be longer than a socket's path may be.
  const handle = openSync(folder, 'r');
  try {
    return await exchange(`/proc/self/fd/${String(handle)}/${FILES.socket}`, command);
  } finally {
    closeSync(handle);
  }
}

/** Reads the statistics of every listener and server. */
export async function statistics(folder: string): Promise<StatRow[]> {
  const [header = '', ...lines] = (await ask(folder, 'show stat')).trim().split('\n');
  const names = header.replace(/^# /, '').split(',');
  return lines.map((line) => {
    const values = line.split(',');
    return Object.fromEntries(names.map((name, column) => [name, values[column] ?? '']));
  });
}

/** The pid of the process that serves new connections, undefined when none answers. */
export async function workerPid(folder: string): Promise<number | undefined> {
  try {
    const pid = /^Pid: (\d+)$/m.exec(await ask(folder, 'show info'))?.[1];
    return pid === undefined ? undefined : Number(pid);
  } catch {
    return undefined;
  }
}

function exchange(path: string, command: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    let answer = '';
    socket.setEncoding('utf8').setTimeout(5000, () => {
      socket.destroy(new Error(`haproxy does not answer: ${command}`));
    });
    socket.on('connect', () => socket.write(`${command}\n`));
    socket.on('data', (chunk: string) => (answer += chunk));
    socket.on('end', () => {
      resolve(answer);
    });
    socket.on('error', reject);
  });
}
