/** Escapes for `java.util.Properties`, which reads Latin-1 and knows backslash sequences. */

const NAMED: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  '\f': '\\f',
};

function unicode(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Escapes a value; of its spaces only those at the beginning would be lost. Keys need none of this. */
export function escapeValue(value: string): string {
  return value.replace(/[^\x20-\x7e]|\\/g, (char) => NAMED[char] ?? unicode(char)).replace(/^ /, '\\ ');
}
