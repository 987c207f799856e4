import { spawn } from 'node:child_process';
import type { Writable } from 'node:stream';
import { killGroup } from './kill-group';

/** How to run a program. */
export interface RunOptions {
  cwd?: string;
  /** Replaces the whole environment. */
  env?: NodeJS.ProcessEnv;
  /** Its standard input, or what writes it while the program runs. @default - none */
  input?: string | ((stdin: Writable) => void);
  /** After this many seconds it is killed. @default - no limit */
  timeoutSec?: number;
  /** Kills it. */
  signal?: AbortSignal;
  /** More characters than this on one stream kill it: memory is finite. @default 64 Mi */
  maxOutput?: number;
  /** `latin1` keeps every byte. @default utf8 */
  encoding?: 'utf8' | 'latin1';
  /**
   * Whether it leads a process group: then it is killed with everything that it started, and ^C at the terminal does not
   * reach it. @default true
   */
  ownGroup?: boolean;
  /** Sees the output as it comes. */
  onOutput?: (text: string, stream: 'stdout' | 'stderr') => void;
}

/** How a program ended, and what it printed. */
export interface Ended {
  /** null when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Why this module killed it. */
  readonly killed?: 'timeout' | 'aborted' | 'output';
  readonly stdout: string;
  readonly stderr: string;
}

const MAX_OUTPUT = 64 * 2 ** 20;

/** Runs a program to its end, without a shell. Every exit code is an answer. @throws Error when it cannot be started */
export function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const { cwd, env = process.env, input = '', timeoutSec, signal, onOutput } = options;
  const { maxOutput = MAX_OUTPUT, encoding = 'utf8', ownGroup = true } = options;
  const output = { stdout: '', stderr: '' };
  if (signal?.aborted) return Promise.resolve({ code: null, signal: null, killed: 'aborted', ...output });
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, detached: ownGroup, stdio: 'pipe' });
    let killed: Ended['killed'];
    const kill = (why: Ended['killed']): void => {
      killed ??= why;
      if (ownGroup) killGroup(child.pid);
      else child.kill('SIGKILL');
    };
    const abort = (): void => kill('aborted');
    const timer = timeoutSec === undefined ? undefined : setTimeout(() => kill('timeout'), timeoutSec * 1000);
    signal?.addEventListener('abort', abort, { once: true });
    const settle = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    };
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream].setEncoding(encoding).on('data', (text: string) => {
        if (killed === 'output') return;
        output[stream] += text;
        onOutput?.(text, stream);
        if (output[stream].length > maxOutput) kill('output');
      });
    }
    child.once('error', (error) => {
      settle();
      reject(error);
    });
    child.once('close', (code, endedBy) => {
      settle();
      resolve({ code, signal: endedBy, ...(killed && { killed }), ...output });
    });
    child.stdin.on('error', () => undefined); // the program need not read all of it
    if (typeof input === 'string') child.stdin.end(input);
    else input(child.stdin);
  });
}
