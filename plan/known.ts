import type { NonEmpty } from './types';

/**
 * @returns the value, which a valid configuration always yields
 * @throws Error when a rule let an invalid one through
 */
export function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('planCluster needs a validated configuration');
  return value;
}

/**
 * @returns the list, which has an entry in a valid configuration
 * @throws Error when a rule let an invalid one through
 */
export function nonEmpty<T>(list: readonly T[]): NonEmpty<T> {
  const [first, ...others] = list;
  return [known(first), ...others];
}
