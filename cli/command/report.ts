import { UserError } from '../../domain/user-error';
import { describeSystemError } from './system-error';
import { UsageError } from './usage-error';

/** Prints what went wrong, without a stack trace. @returns the exit code */
export function report(error: unknown, name?: string): number {
  process.stderr.write(`${describe(error, name)}\n`);
  return error instanceof UserError ? error.exitCode : 1;
}

/** What went wrong, as the person in front of the program reads it. */
export function describe(error: unknown, name?: string): string {
  if (error instanceof UsageError)
    return `${error.message}${error.message.includes('\n') ? '\n' : '; '}${hint(name)}`;
  if (error instanceof UserError) return `${error.mark}${error.message}`;
  return describeSystemError(error) ?? bug(error);
}

const hint = (name = ''): string => `help: ${['npx kafka-link', name, '--help'].filter(Boolean).join(' ')}`;

function bug(error: unknown): string {
  const { message, stack } = error instanceof Error ? error : { message: String(error), stack: undefined };
  if (process.env['KAFKA_LINK_DEBUG'] && stack !== undefined) return stack;
  return `this is a bug of kafka-link: ${message}; set KAFKA_LINK_DEBUG=1 for its trace`;
}
