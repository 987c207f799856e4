import { spawn } from 'node:child_process';

/** The outcome of a program. */
export interface Said {
  /** null when it was killed. */
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface CaptureOptions {
  cwd?: string;
  /** Kill it after this many seconds. */
  timeoutSec?: number;
}

/** Runs a program without input to its end. @throws Error when it cannot be started */
export function capture(
  program: string,
  args: readonly string[],
  options: CaptureOptions = {},
): Promise<Said> {
  const { cwd, timeoutSec = 600 } = options;
  const stdio = ['ignore', 'pipe', 'pipe'] as const;
  const child = spawn(program, args, {
    cwd,
    stdio: [...stdio],
    timeout: timeoutSec * 1000,
    killSignal: 'SIGKILL',
  });
  const said = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream]?.setEncoding('utf8').on('data', (text: string) => (said[stream] += text));
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, ...said }));
  });
}
