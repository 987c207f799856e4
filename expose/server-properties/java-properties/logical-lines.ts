/** One `key = value` of a properties file, over as many lines as its continuations make. */
export interface LogicalLine {
  /** Its lines joined: without leading blanks and continuing backslashes, other escapes as written. */
  readonly text: string;
  /** Number of its first line, from 1. */
  readonly line: number;
  /** Offset of the beginning of its first line. */
  readonly start: number;
  /** Offset behind the last character of `text`. */
  readonly textEnd: number;
  /** Offset behind its last line, terminator included. */
  readonly end: number;
  /** Whether the file ends in a continuation, so that a line written behind it would become part of it. */
  readonly open: boolean;
}

interface NaturalLine {
  readonly text: string;
  readonly number: number;
  readonly start: number;
  readonly end: number;
}

/** Reads lines as `java.util.Properties` does; comments and blank lines are left out. */
export function readLogicalLines(file: string): LogicalLine[] {
  const found: LogicalLine[] = [];
  let pending: LogicalLine | undefined;
  for (const natural of naturalLines(file)) {
    const content = natural.text.replace(/^[ \t\f]+/, '');
    // A lone backslash begins nothing: comments and blank lines may still follow.
    const begun: LogicalLine | undefined = pending?.text ? pending : undefined;
    if (!begun && /^([#!]|$)/.test(content)) {
      pending = undefined;
      continue;
    }
    const joined = join(begun, natural, content);
    pending = joined.open ? joined : undefined;
    if (!joined.open) found.push(joined);
  }
  // Java reads a lone backslash at the end as an empty key, but ignores it before CRLF.
  const isNothing = pending?.text === '' && file.endsWith('\r\n');
  return pending && !isNothing ? [...found, pending] : found;
}

function join(begun: LogicalLine | undefined, natural: NaturalLine, content: string): LogicalLine {
  const open = /(^|[^\\])(\\\\)*\\$/.test(content);
  const text = open ? content.slice(0, -1) : content;
  const indent = natural.text.length - content.length;
  return {
    text: (begun?.text ?? '') + text,
    line: begun?.line ?? natural.number,
    start: begun?.start ?? natural.start,
    textEnd: begun && text === '' ? begun.textEnd : natural.start + indent + text.length,
    end: natural.end,
    open,
  };
}

function naturalLines(file: string): NaturalLine[] {
  return [...file.matchAll(/([^\r\n]*)(?:\r\n|\r|\n|$)/g)]
    .filter(([whole]) => whole !== '')
    .map(({ 0: whole, 1: text = '', index }, count) => {
      return { text, number: count + 1, start: index, end: index + whole.length };
    });
}
