const SPACE = /[ \t\n\r]*/y;
const STRING = /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/uy;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** The text is no JSON from here on. */
class Stop {
  constructor(readonly offset: number) {}
}

/** Line and column of the first error in a text that is not JSON, such as `3:14`: JSON.parse would quote the text. */
export function placeOfError(text: string): string {
  const lines = text.slice(0, offsetOfError(text)).split('\n');
  return `${lines.length}:${(lines.at(-1) ?? '').length + 1}`;
}

function offsetOfError(text: string): number {
  try {
    return after(SPACE, text, value(text, 0));
  } catch (stop) {
    // What is nested or long beyond all measure ends the search; its beginning is place enough.
    return stop instanceof Stop ? stop.offset : 0;
  }
}

/** @returns where a value ends that begins at `at`, or after the space there */
function value(text: string, at: number): number {
  const start = after(SPACE, text, at);
  if (text[start] === '{') return list(text, start + 1, '}', member);
  if (text[start] === '[') return list(text, start + 1, ']', value);
  return after(text[start] === '"' ? STRING : SCALAR, text, start);
}

function member(text: string, at: number): number {
  const colon = after(SPACE, text, after(STRING, text, after(SPACE, text, at)));
  if (text[colon] !== ':') throw new Stop(colon);
  return value(text, colon + 1);
}

function list(text: string, at: number, end: string, item: typeof value): number {
  const first = after(SPACE, text, at);
  if (text[first] === end) return first + 1;
  for (let next = item(text, first); ; next = item(text, next + 1)) {
    next = after(SPACE, text, next);
    if (text[next] === end) return next + 1;
    if (text[next] !== ',') throw new Stop(next);
  }
}

function after(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  const [found] = pattern.exec(text) ?? [];
  if (found === undefined) throw new Stop(at);
  return at + found.length;
}
