/** A message at its place in the log. */
export interface Message {
  /** `<client>-<number>`. */
  readonly key: string;
  /** Its number within the key, from 0. */
  readonly seq: number;
  readonly partition: number;
  readonly offset: number;
}

/** Something that a client saw, at a time in milliseconds since 1970. */
export interface Seen extends Message {
  readonly what: 'acknowledged' | 'read';
  readonly at: number;
}

/** A message that was given up, and why. */
export interface GivenUp {
  readonly at: number;
  readonly key: string;
  readonly seq: number;
  readonly reason: string;
}

/** What one client has logged. */
export interface ClientLog {
  readonly seen: readonly Seen[];
  readonly givenUp: readonly GivenUp[];
}

const KINDS = { w: 'acknowledged', r: 'read' } as const;

/**
 * Reads a client's log: `w TIME KEY SEQ PARTITION OFFSET` for an acknowledgement, `r …` for a read message, and
 * `e TIME KEY SEQ REASON` for one that was given up. A last line without its end is still being written.
 */
export function parseLog(text: string): ClientLog {
  const seen: Seen[] = [];
  const givenUp: GivenUp[] = [];
  for (const line of wholeLines(text)) {
    const [kind = '', at, key = '', seq, ...rest] = line.split(' ');
    if (kind === 'w' || kind === 'r') {
      const [partition, offset] = rest.map(Number);
      seen.push({
        what: KINDS[kind],
        at: Number(at),
        key,
        seq: Number(seq),
        partition: partition ?? NaN,
        offset: offset ?? NaN,
      });
    } else if (kind === 'e') {
      givenUp.push({ at: Number(at), key, seq: Number(seq), reason: rest.join(' ') });
    }
  }
  return { seen, givenUp };
}

/** Reads what is in the topic at the end: `PARTITION OFFSET KEY SEQ`, a line a message. */
export function parseTopic(text: string): Message[] {
  return wholeLines(text).map((line) => {
    const [partition, offset, key = '', seq] = line.split(' ');
    return { partition: Number(partition), offset: Number(offset), key, seq: Number(seq) };
  });
}

const wholeLines = (text: string): string[] => text.split('\n').slice(0, -1);
