/** Numbers from 0 to 1, the next at each call. */
export type Random = () => number;

/** The generator mulberry32: the same numbers for the same seed, on every machine. */
export function mulberry32(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One of them. @throws Error when there is none */
export function pick<T>(all: readonly T[], random: Random): T {
  const index = Math.floor(random() * all.length);
  if (index >= all.length) throw new Error('there is nothing to pick from');
  return all[index] as T;
}

/** All of them in another order. */
export function shuffled<T>(all: readonly T[], random: Random): T[] {
  const rest = [...all];
  const order: T[] = [];
  while (rest.length > 0) order.push(...rest.splice(Math.floor(random() * rest.length), 1));
  return order;
}
