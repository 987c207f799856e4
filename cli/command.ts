import type { Deployment } from '../config/deployments';
import { end, guardOutput } from './command/output';
import { parse } from './command/parse';
import type { Options, Values } from './command/options';
import { report } from './command/report';
import type { Takes } from './command/takes';
import { UsageError } from './command/usage-error';

/** What a command is asked to do. */
export interface Request<O extends Options> {
  readonly options: Values<O>;
  /** Words that are no options. */
  readonly args: readonly string[];
  readonly deployments: readonly Deployment[];
  /** The first of them, for commands that take one. */
  readonly deployment: Deployment;
}

/** What the exit codes of a command mean. */
export type ExitCodes = Readonly<Record<0 | 1 | 2, string>>;

/** A command of `kafka-link`. Everything but `run` is cheap to load, for the help of all. */
export interface Command<O extends Options = Options> {
  readonly name: string;
  /** One line of the table of all commands. */
  readonly summary: string;
  /** More of it, for the help of the command itself. */
  readonly text?: string;
  readonly takes: Takes;
  readonly options: O;
  readonly examples: readonly (readonly [line: string, what: string])[];
  /** What exit codes mean, where it is more than with other commands. */
  readonly exitCodes?: Partial<ExitCodes>;
  /** Where to read more. */
  readonly more?: string;
  /** Whether everything from the first word on is for another program. */
  readonly passes?: boolean;
  /** What is wrong about options and arguments together, each in a line. */
  check?(options: Values<O>, args: readonly string[]): readonly string[];
  /** @returns the exit code, or a promise of it; 0 where it is no number */
  run(request: Request<O>): unknown;
}

/** Keeps the types of a command's options for its `run`. */
export const command = <O extends Options>(own: Command<O>): Command => own as unknown as Command;

/** Runs a command with the arguments of this process, and ends the process with its exit code. */
export async function main(own: Command, args: readonly string[] = process.argv.slice(2)): Promise<void> {
  guardOutput();
  process.on('uncaughtException', (error) => process.exit(report(error, own.name)));
  const code = await execute(own, args);
  // Timers and connections that are left must not keep a command that is done.
  end(code);
}

/** Parses, loads, warns and runs. @returns the exit code */
export async function execute(own: Command, args: readonly string[]): Promise<number> {
  try {
    const parsed = parse(own, args);
    if ('help' in parsed) {
      process.stdout.write(parsed.help);
      return 0;
    }
    const deployments = (await own.takes.load?.(parsed.args)) ?? [];
    const [deployment, ...others] = deployments;
    if (own.takes.most === 1 && others.length > 0) {
      throw new UsageError(`one deployment at a time, not also ${others.map(({ file }) => file).join(', ')}`);
    }
    const code = await own.run({ ...parsed, deployments, deployment: deployment as Deployment });
    return typeof code === 'number' ? code : 0;
  } catch (error) {
    return report(error, own.name);
  }
}
