/**
 * cdktf formats a stack trace for every token it makes, for nobody to see: an eighth of the time of a large synthesis.
 * An error's own trace is formatted when it is printed, after this.
 */
export function withoutTraces<T>(action: () => T): T {
  const { prepareStackTrace } = Error;
  Error.prepareStackTrace = () => '';
  try {
    return action();
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
  }
}
