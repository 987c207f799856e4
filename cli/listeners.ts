import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { formatProblems } from '../config/problems/problem';
import { expose } from '../expose/server-properties/expose';
import { patchBetween } from '../expose/server-properties/patch';
import { PropertiesDocument } from '../expose/server-properties/java-properties/document';
import { readArguments, USAGE } from './listeners-arguments';

/** `npm run listeners -- SERVER.PROPERTIES --node-id N`: the patch on standard output, everything said on standard error. */
function main(): void {
  const request = readArguments(process.argv.slice(2));
  if (request.command === 'help') {
    process.stdout.write(USAGE);
    return;
  }
  const { file, output, external } = request;
  const before = PropertiesDocument.of(readFileSync(file));
  const { document, changed, warnings } = expose(before, file, external);
  if (output !== undefined) write(output, document.toBytes(), statSync(file).mode);
  if (warnings.length > 0) say(`${formatProblems(file, warnings)}\n`);
  process.stdout.write(patchBetween(before, document, basename(file)));
  if (changed.length === 0) {
    say(`${file} has this EXTERNAL already: nothing to change`);
  } else {
    say(`${file}: EXTERNAL is new in ${changed.join(', ')}`);
    say('to apply it, one broker at a time: docs/existing-cluster.md');
  }
  if (output !== undefined) say(`wrote ${output}`);
}

/** The new file may hold passwords, as the present one: it gets the same mode. */
function write(output: string, bytes: Buffer, mode: number): void {
  try {
    writeFileSync(output, bytes, { flag: 'wx', mode: mode & 0o777 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new Error(`${output} exists already and was left as it is: name a new file`);
  }
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

try {
  main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
