import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Background, Netns } from '../../../../../rehearsal/lab/common';
import { until } from '../../../../../rehearsal/lab/common';

const SERVER = `
const [name, port] = process.argv.slice(1);
require('node:net').createServer((socket) => {
  socket.on('error', () => undefined);
  socket.write(name + ' ' + socket.remoteAddress + '\\n');
  socket.pipe(socket);
}).listen(Number(port), '0.0.0.0');`;

const CLIENT = `
const [host, port, count] = process.argv.slice(1);
const greet = () => new Promise((resolve) => {
  const socket = require('node:net').connect({ host, port: Number(port), timeout: 1500 });
  const end = (text) => { resolve(text); socket.destroy(); };
  socket.once('data', (data) => end(String(data).trim()));
  socket.once('timeout', () => end('timeout'));
  socket.once('error', (error) => end(error.code));
  socket.once('close', () => end('closed'));
});
(async () => { for (let n = 0; n < Number(count); n += 1) console.log(await greet()); })();`;

const TALKER = `
const [host, port] = process.argv.slice(1);
const socket = require('node:net').connect({ host, port: Number(port) });
process.stdin.pipe(socket);
socket.pipe(process.stdout);`;

/** Starts a server in a namespace that says its name and the caller's address, and repeats what it is told. */
export async function serve(netns: Netns, name: string, port = 39092): Promise<Background> {
  const server = await netns.spawn([process.execPath, '-e', SERVER, name, String(port)]);
  const listens = async () => (await greetings(netns, '127.0.0.1', port))[0]?.startsWith(name) === true;
  await until(`${name} listens`, listens, { timeoutSec: 10, everySec: 0.05 });
  return server;
}

/** What servers say to `count` connections made one after another: a greeting, or why there is none. */
export async function greetings(netns: Netns, host: string, port: number, count = 1): Promise<string[]> {
  const { stdout } = await netns.exec([process.execPath, '-e', CLIENT, host, String(port), String(count)]);
  return stdout.trim().split('\n');
}

/** A connection that stays open. */
export interface Talk {
  /** Says a line and waits for the answer. */
  say(line: string): Promise<string>;
  end(): void;
}

/** Opens a connection in a namespace; what the server says first is not an answer. */
export async function talk(netns: Netns, host: string, port: number): Promise<Talk> {
  const command = netns.entering([process.execPath, '-e', TALKER, host, String(port)]);
  const child = spawn('nsenter', command, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  const next = async (): Promise<string> => {
    const [line] = (await once(lines, 'line', { signal: AbortSignal.timeout(5000) })) as [string];
    return line;
  };
  await next();
  return {
    say: (line) => {
      const answer = next();
      child.stdin.write(`${line}\n`);
      return answer;
    },
    end: () => {
      child.kill();
    },
  };
}
