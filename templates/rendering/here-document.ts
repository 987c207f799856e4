/** A delimiter that none of these texts contains. @throws Error when a text does not end with a line break */
export function delimiterFor(texts: readonly string[]): string {
  if (texts.some((text) => !text.endsWith('\n'))) throw new Error('a file must end with a line break');
  let delimiter = 'END_OF_FILE';
  while (texts.some((text) => text.includes(delimiter))) delimiter += '_';
  return delimiter;
}
