import type { Seen } from './history';

/** A time without an acknowledgement, or without a read, of one key. */
export interface Gap {
  readonly what: Seen['what'];
  readonly key: string;
  readonly seconds: number;
}

/** A span of time, in milliseconds since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The longest gap of any key that reaches into the span; a key without a later event has one until the span's end. */
export function longestGap(seen: readonly Seen[], { from, to }: Span): Gap | undefined {
  const latest = new Map<string, Seen>();
  let longest: Gap | undefined;
  const consider = ({ what, key, at }: Seen, until: number) => {
    const seconds = (until - at) / 1000;
    if (until >= from && at <= to && seconds > (longest?.seconds ?? 0)) longest = { what, key, seconds };
  };
  for (const event of [...seen].sort((one, other) => one.at - other.at)) {
    const before = latest.get(`${event.what} ${event.key}`);
    if (before) consider(before, event.at);
    latest.set(`${event.what} ${event.key}`, event);
  }
  for (const last of latest.values()) consider(last, to);
  return longest;
}
