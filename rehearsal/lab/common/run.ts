import { spawn } from 'node:child_process';

/** How to run a command. */
export interface RunOptions {
  /** After this many seconds it is killed, with everything it started. @default 60 */
  timeoutSec?: number;
  /** Written to its standard input. */
  input?: string;
  cwd?: string;
  /** Replaces the whole environment. */
  env?: NodeJS.ProcessEnv;
  /** `false`: any exit code is an answer. @default true */
  check?: boolean;
  /** Kills it, as after the time-out. */
  signal?: AbortSignal;
  /** Sees the output while it comes. */
  onOutput?: (text: string) => void;
}

/** What a command said. */
export interface Result {
  /** null when a signal ended it. */
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A command failed; its message ends with the last lines that the command said. */
export class CommandError extends Error {
  constructor(
    readonly command: readonly string[],
    readonly result: Result,
    reason: string,
  ) {
    const said = `${result.stdout}\n${result.stderr}`.trim().split('\n').slice(-15).join('\n');
    super(`${shown(command)}: ${reason}${said && `\n${said}`}`);
    this.name = 'CommandError';
  }
}

/** Runs a command to its end, which comes soon. */
export function run(cmd: string, args: readonly string[], options: RunOptions = {}): Promise<Result> {
  const { timeoutSec = 60, input, cwd, env, check = true, signal, onOutput } = options;
  return new Promise((resolve, reject) => {
    // A process group of its own: it can be killed whole, and ^C at the terminal does not reach it.
    const child = spawn(cmd, args, { cwd, env, detached: true, stdio: 'pipe' });
    const output = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream].setEncoding('utf8').on('data', (text: string) => {
        output[stream] += text;
        onOutput?.(text);
      });
    }
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      killGroup(child.pid);
    }, timeoutSec * 1000);
    const kill = () => killGroup(child.pid);
    signal?.addEventListener('abort', kill, { once: true });
    child.on('error', (error) => {
      clearTimeout(timer);
      reject(new CommandError([cmd, ...args], { code: null, ...output }, error.message));
    });
    child.on('close', (code, endedBy) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', kill);
      const result = { code, ...output };
      const fail = (reason: string): void => {
        reject(new CommandError([cmd, ...args], result, reason));
      };
      if (late) fail(`not done after ${String(timeoutSec)} s`);
      else if (check && code !== 0) fail(endedBy ?? `exit code ${String(code)}`);
      else resolve(result);
    });
    child.stdin.on('error', () => undefined); // the command need not read all of it
    child.stdin.end(input ?? '');
  });
}

/** Kills a process that leads a group, with the whole group. */
export function killGroup(pid: number | undefined, signal: NodeJS.Signals = 'SIGKILL'): void {
  if (pid === undefined || pid <= 1) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Scripts given as an argument would fill the screen. */
function shown(command: readonly string[]): string {
  return command.map((word) => (word.includes('\n') || word.length > 200 ? '…' : word)).join(' ');
}
