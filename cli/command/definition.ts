import type { Deployment } from '../../config/deployments';
import type { Options, Values } from './options';
import type { Takes } from './takes';

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
