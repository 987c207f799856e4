import { report } from './report';

/** Ends the program where its output cannot be written: with a sentence, unless the reader of a pipe has gone away. */
export function guardOutput(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', leave);
}

/** Ends the program once its output is written. */
export function end(code: number): void {
  process.stdout.write('', () =>
    process.stdout.errored ? leave(process.stdout.errored) : process.exit(code),
  );
}

function leave(error: NodeJS.ErrnoException): void {
  process.exit(error.code === 'EPIPE' ? 1 : report(error));
}
