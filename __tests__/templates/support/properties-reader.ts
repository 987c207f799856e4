/** Reads text as `java.util.Properties` does, apart from line continuations, which nothing here writes. */
export function readProperties(text: string): Record<string, string> {
  const entries = text
    .split('\n')
    .map((line) => line.trimStart())
    .filter((line) => line !== '' && !/^[#!]/.test(line))
    .map((line): [string, string] => {
      const [, key = '', value = ''] = /^((?:\\.|[^\\\s:=])*)\s*[:=]?\s*(.*)$/.exec(line) ?? [];
      return [unescape(key), unescape(value)];
    });
  const keys = entries.map(([key]) => key);
  if (new Set(keys).size < keys.length) throw new Error('a key stands twice');
  return Object.fromEntries(entries);
}

function unescape(text: string): string {
  const named: Record<string, string> = { t: '\t', n: '\n', r: '\r', f: '\f' };
  return text.replace(/\\(?:u([0-9a-f]{4})|(.))/g, (_, hex: string | undefined, char: string) =>
    hex === undefined ? (named[char] ?? char) : String.fromCharCode(parseInt(hex, 16)),
  );
}
