import { readLogicalLines, type LogicalLine } from './logical-lines';
import { unescape } from './unescape';

/** A key and its value as Kafka reads them, with their place in the file. */
export interface Property extends LogicalLine {
  readonly key: string;
  readonly value: string;
}

/** A part of the file, by offsets. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

export interface Changes {
  /** Texts to append to the value of a property in the file. */
  readonly append: readonly { readonly to: Property; readonly text: string }[];
  /** Properties to add as new lines; no key may be in the file yet. */
  readonly add: readonly { readonly key: string; readonly value: string }[];
  /**
   * Texts to replace.
   * @default - none
   */
  readonly replace?: readonly (Place & { readonly text: string })[];
  /**
   * Where added lines go.
   * @default - the end of the file
   */
  readonly after?: Property;
}

/**
 * A properties file that keeps every byte which is not changed: comments, order, line endings, continuations. Kafka
 * reads the bytes as Latin-1, so one character here is one byte there.
 */
export class PropertiesDocument {
  /** In the order of the file, repeated keys included. */
  readonly properties: readonly Property[];
  /** Numbers of lines with a malformed `\u` escape, for which Java refuses the whole file. */
  readonly malformed: readonly number[];

  constructor(readonly text: string) {
    const parsed = readLogicalLines(text).map(parse);
    this.properties = parsed.filter((line) => 'key' in line);
    this.malformed = parsed.filter((line) => !('key' in line)).map(({ line }) => line);
  }

  static of(bytes: Buffer): PropertiesDocument {
    return new PropertiesDocument(bytes.toString('latin1'));
  }

  toBytes(): Buffer {
    return Buffer.from(this.text, 'latin1');
  }

  /** The property that counts: of a repeated key, the last. */
  get(key: string): Property | undefined {
    return this.all(key).at(-1);
  }

  all(key: string): Property[] {
    return this.properties.filter((property) => property.key === key);
  }

  with({ append, add, replace = [], after }: Changes): PropertiesDocument {
    const appended = append.map(({ to, text }) => ({ start: to.textEnd, end: to.textEnd, text }));
    const edits = [...appended, ...replace, ...(add.length > 0 ? [this.addition(add, after)] : [])];
    const inOrder = edits.sort((a, b) => a.start - b.start);
    const parts = inOrder.map(({ start, text }, index) => {
      return this.text.slice(inOrder[index - 1]?.end ?? 0, start) + text;
    });
    return new PropertiesDocument(parts.join('') + this.text.slice(inOrder.at(-1)?.end ?? 0));
  }

  private addition(add: Changes['add'], after: Property | undefined): Place & { text: string } {
    const lines = add.map(({ key, value }) => `${key}=${value}`);
    const last = after ?? this.properties.at(-1);
    const before = this.text.slice(0, after?.end);
    const eol = /(\r\n|\r|\n)$/.exec(before)?.[0] ?? /\r\n|\r|\n/.exec(this.text)?.[0] ?? '\n';
    const block = lines.map((line) => line + eol).join('');
    // After an open continuation, the new lines would become part of it.
    if (last?.open) return { start: last.start, end: last.start, text: block };
    const isLineEnd = before === '' || /[\r\n]$/.test(before);
    const at = before.length;
    return { start: at, end: at, text: isLineEnd ? block : eol + lines.join(eol) };
  }
}

function parse(line: LogicalLine): Property | LogicalLine {
  const [separated = '', rawKey = ''] =
    /^((?:\\.|[^\\=: \t\f])*)[ \t\f]*[=:]?[ \t\f]*/s.exec(line.text) ?? [];
  const key = unescape(rawKey);
  const value = unescape(line.text.slice(separated.length));
  return key === undefined || value === undefined ? line : { ...line, key, value };
}
