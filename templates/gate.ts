import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The program that judges the cluster; the host's JDK compiles it. */
export const GATE = readFileSync(join(__dirname, 'rollout', 'Gate.java'), 'utf8');

/** A line that stands in none of these texts. @throws when one does not end with a line break, as a here-document does */
export function delimiterFor(texts: readonly string[]): string {
  if (texts.some((text) => !text.endsWith('\n'))) throw new Error('a file must end with a line break');
  let delimiter = 'END_OF_FILE';
  while (texts.some((text) => text.includes(delimiter))) delimiter += '_';
  return delimiter;
}
