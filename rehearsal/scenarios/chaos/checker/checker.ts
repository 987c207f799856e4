import type { ClientLog, Message, Seen } from './history';

/** A client and what it has logged. */
export interface CheckedClient {
  readonly name: string;
  readonly log: ClientLog;
  /** Whether its producer is idempotent, so that no acknowledged message may be there twice. */
  readonly idempotent: boolean;
}

/** Something that must not be. */
export interface Violation {
  readonly kind: 'lost' | 'duplicated' | 'out of order';
  readonly key: string;
  readonly seq: number;
}

/** What became of a client's messages. */
export interface ClientVerdict {
  readonly client: string;
  readonly acknowledged: number;
  readonly givenUp: number;
  /** Messages of this client in the topic. */
  readonly found: number;
  readonly lost: number;
  /** Further copies of messages. */
  readonly duplicated: number;
  readonly violations: readonly Violation[];
}

/** Compares what a client was told with what is in the topic. */
export function check({ name, log, idempotent }: CheckedClient, topic: readonly Message[]): ClientVerdict {
  const acknowledged = log.seen.filter(({ what }) => what === 'acknowledged');
  const found = byKey(topic.filter(({ key }) => clientOf(key) === name));
  const acks = byKey(acknowledged);
  const lost = [...acks].flatMap(([key, told]) => missing(key, told, found.get(key) ?? []));
  const orders = [...found].map(([key, messages]) => order(key, messages));
  const copies = orders.flatMap(({ copies }) => copies);
  return {
    client: name,
    acknowledged: acknowledged.length,
    givenUp: log.givenUp.length,
    found: [...found.values()].reduce((sum, messages) => sum + messages.length, 0),
    lost: lost.length,
    duplicated: copies.length,
    violations: [...lost, ...(idempotent ? copies : []), ...orders.flatMap(({ swapped }) => swapped)],
  };
}

/** The client that writes a key. */
export const clientOf = (key: string): string => key.replace(/-\d+$/, '');

function missing(key: string, told: readonly Seen[], messages: readonly Message[]): Violation[] {
  const there = new Set(messages.map(({ seq }) => seq));
  return told.filter(({ seq }) => !there.has(seq)).map(({ seq }) => ({ kind: 'lost', key, seq }));
}

/**
 * What is out of order is a message that comes for the first time after a later one. A further copy of a message is a
 * duplicate, wherever it is. All messages of a key are in one partition, unless one has gone astray.
 */
function order(key: string, messages: readonly Message[]): { copies: Violation[]; swapped: Violation[] } {
  const copies: Violation[] = [];
  const swapped: Violation[] = [];
  const seen = new Set<number>();
  let latest = -1;
  for (const { seq } of [...messages].sort(byPlace)) {
    if (seen.has(seq)) copies.push({ kind: 'duplicated', key, seq });
    else if (seq < latest) swapped.push({ kind: 'out of order', key, seq });
    seen.add(seq);
    latest = Math.max(latest, seq);
  }
  return { copies, swapped };
}

export const byPlace = (one: Message, other: Message): number =>
  one.partition - other.partition || one.offset - other.offset;

function byKey<T extends Message>(messages: readonly T[]): Map<string, T[]> {
  const all = new Map<string, T[]>();
  for (const message of messages) {
    const of = all.get(message.key);
    if (of) of.push(message);
    else all.set(message.key, [message]);
  }
  return all;
}
