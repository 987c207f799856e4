/** In a valid configuration the value always exists; if not, the rules have a bug. */
export function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('planCluster needs a validated configuration');
  return value;
}
