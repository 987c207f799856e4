import { spawn } from 'node:child_process';
import { UserError } from '../../domain/user-error';

export interface CommandOptions {
  /** Ends it, whatever it does. */
  readonly signal: AbortSignal;
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly input?: string;
  /** Is told when the first output comes, in milliseconds since 1970. */
  readonly onFirst?: (at: number) => void;
}

/** Runs a program to its end. @returns standard output @throws Error with the end of what it said, or why it was ended */
export function command(program: string, args: readonly string[], options: CommandOptions): Promise<string> {
  const { signal, cwd, env, input = '', onFirst } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, signal, killSignal: 'SIGKILL' });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (stdout === '') onFirst?.(Date.now());
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.stdin.on('error', () => undefined); // it need not read all of it
    child.stdin.end(input);
    child.on('error', (error) =>
      reject(signal.aborted ? new UserError(`${program} took too long`) : new UserError(error.message)),
    );
    child.on('close', (code) => {
      if (code === 0) return resolve(stdout);
      reject(new UserError(lastLines(stderr) || `${program} ended with exit code ${code ?? '?'}`));
    });
  });
}

const lastLines = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.replace(/^[│╷╵\s]+/, '').trim())
    .filter((line) => line !== '')
    .slice(0, 6)
    .join(' ');
