import { byPlace, type Violation } from './checker';
import type { ClientLog, Message } from './history';

/** When a fault was there, in milliseconds since 1970. */
export interface Episode {
  readonly name: string;
  readonly struck: number;
  /** @default - it is still there */
  readonly healed?: number;
}

/** Messages of the key before and after. */
const AROUND = 4;

/** The history of the key around a violation: what the client was told, during which fault, and what the topic has. */
export function explain(
  { kind, key, seq }: Violation,
  { seen, givenUp }: ClientLog,
  topic: readonly Message[],
  episodes: readonly Episode[],
): string {
  const isNear = (other: { key: string; seq: number }) =>
    other.key === key && Math.abs(other.seq - seq) <= AROUND;
  const told = [
    ...seen
      .filter(isNear)
      .filter(({ what }) => what === 'acknowledged')
      .map(({ at, seq: one, partition, offset }) => ({
        at,
        text: `seq ${one} acknowledged at offset ${offset} of partition ${partition}`,
      })),
    ...givenUp.filter(isNear).map(({ at, seq: one, reason }) => ({
      at,
      text: `seq ${one} given up: ${reason}`,
    })),
  ].sort((one, other) => one.at - other.at);
  const there = topic.filter(isNear).sort(byPlace);
  return [
    `${kind}: key ${key}, seq ${seq}`,
    ...told.map(({ at, text }) => `  ${new Date(at).toISOString()} ${text}${during(at, episodes)}`),
    '  the topic at the end:',
    ...there.map((one) => `    partition ${one.partition}, offset ${one.offset}: seq ${one.seq}`),
  ].join('\n');
}

function during(at: number, episodes: readonly Episode[]): string {
  const names = episodes
    .filter(({ struck, healed = Infinity }) => struck <= at && at <= healed)
    .map(({ name }) => name);
  return names.length > 0 ? ` (during: ${names.join(', ')})` : '';
}
