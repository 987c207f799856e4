/** A line that stands in none of these texts. @throws when one does not end with a line break, as a here-document does */
export function delimiterFor(texts: readonly string[]): string {
  if (texts.some((text) => !text.endsWith('\n'))) throw new Error('a file must end with a line break');
  let delimiter = 'END_OF_FILE';
  while (texts.some((text) => text.includes(delimiter))) delimiter += '_';
  return delimiter;
}
