import { run as runProgram } from '../../../system/run';

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

/** What a command printed. */
export interface Result {
  /** null when a signal ended it. */
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A command failed; its message ends with the last lines that the command printed. */
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

/** Runs a command to its end. ^C at the terminal does not reach it. @throws CommandError by default, when it fails */
export async function run(cmd: string, args: readonly string[], options: RunOptions = {}): Promise<Result> {
  const { timeoutSec = 60, check = true, onOutput, ...others } = options;
  const command = [cmd, ...args];
  const ended = await runProgram(cmd, args, { ...others, timeoutSec, onOutput }).catch((error: Error) => {
    throw new CommandError(command, { code: null, stdout: '', stderr: '' }, error.message);
  });
  const { code, signal, killed, stdout, stderr } = ended;
  const result = { code, stdout, stderr };
  if (killed === 'timeout') throw new CommandError(command, result, `not done after ${timeoutSec} s`);
  if (killed === 'output') throw new CommandError(command, result, 'it printed too much');
  if (check && code !== 0) throw new CommandError(command, result, signal ?? killed ?? `exit code ${code}`);
  return result;
}

/** Scripts given as an argument would fill the screen. */
function shown(command: readonly string[]): string {
  return command.map((word) => (word.includes('\n') || word.length > 200 ? '…' : word)).join(' ');
}
