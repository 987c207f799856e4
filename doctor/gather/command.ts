import { UserError } from '../../domain/user-error';
import { run } from '../../system/run';

export interface CommandOptions {
  /** Ends it, whatever it does. */
  readonly signal: AbortSignal;
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly input?: string;
  /** Gets the time of the first output, in milliseconds since 1970. */
  readonly onFirst?: (at: number) => void;
}

/** Runs a program to its end. @returns standard output @throws Error with its last lines, or with why it was killed */
export async function command(
  program: string,
  args: readonly string[],
  { onFirst, ...options }: CommandOptions,
): Promise<string> {
  let first = onFirst;
  const { code, killed, stdout, stderr } = await run(program, args, {
    ...options,
    ownGroup: false,
    onOutput: (_, stream) => {
      if (stream !== 'stdout') return;
      first?.(Date.now());
      first = undefined;
    },
  });
  if (code === 0) return stdout;
  if (killed === 'aborted') throw new UserError(`${program} took too long`);
  throw new UserError(lastLines(stderr) || `${program} ended with exit code ${code ?? '?'}`);
}

const lastLines = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.replace(/^[│╷╵\s]+/, '').trim())
    .filter((line) => line !== '')
    .slice(0, 6)
    .join(' ');
