/** A validated configuration always yields a value; anything else is a bug of the rules, not of the user. */
export function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('planCluster needs a validated configuration');
  return value;
}
