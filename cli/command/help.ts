import type { Command, ExitCodes } from './definition';

/** Columns of all help, whatever the terminal: documents show the same. */
export const WIDTH = 100;

const EXIT_CODES: ExitCodes = {
  0: 'it worked',
  1: 'something is wrong',
  2: 'wrong options or arguments',
};

/** What follows the options in a command's help. */
export function helpAfter({
  examples,
  exitCodes,
  more,
}: Pick<Command, 'examples' | 'exitCodes' | 'more'>): string {
  const codes = Object.entries({ ...EXIT_CODES, ...exitCodes });
  return [
    '',
    'Examples:',
    ...examples.map(([line, what]) => `  ${line}\n      ${what}`),
    '',
    'Exit codes:',
    ...codes.map(([code, meaning]) => `  ${code}  ${meaning}`),
    ...(more === undefined ? [] : ['', `More: ${more}`]),
  ].join('\n');
}
