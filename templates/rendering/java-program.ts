import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const IMPORT = /^import [\w.]+;\n/gm;

/**
 * Joins the Java files of a folder into one text, which travels as a single file: first the class that holds `main`, as
 * `java FILE` needs it, then the others, which must not be public. Imports are merged.
 *
 * @param main name of the class that holds `main`
 */
export function javaProgram(folder: string, main: string): string {
  const others = readdirSync(folder).filter((name) => name.endsWith('.java') && name !== `${main}.java`);
  const sources = [`${main}.java`, ...others.sort()].map((name) => readFileSync(join(folder, name), 'utf8'));
  const imports = new Set(sources.flatMap((source) => source.match(IMPORT) ?? []));
  const classes = sources.map((source) => source.replace(IMPORT, '').trim());
  return `${[...imports].sort().join('')}\n${classes.join('\n\n')}\n`;
}
