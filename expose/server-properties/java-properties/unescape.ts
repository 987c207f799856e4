const NAMED: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f' };

/** Resolves the escapes of a key or a value. @returns undefined when a `\u` lacks its four hexadecimal digits */
export function unescape(text: string): string | undefined {
  if (/(^|[^\\])(\\\\)*\\u(?![0-9a-fA-F]{4})/.test(text)) return undefined;
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/gs, (_, hex: string | undefined, char: string) =>
    hex === undefined ? (NAMED[char] ?? char) : String.fromCharCode(parseInt(hex, 16)),
  );
}
