/** Waits. */
export function delay(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}

/** Waits for `promise`, but not longer than this. @returns whether it settled */
export async function settlesWithin(promise: Promise<unknown>, seconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, seconds * 1000, false);
  });
  try {
    return await Promise.race([promise.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** How long to try. */
export interface UntilOptions {
  timeoutSec: number;
  /** Between two tries. @default 0.2 */
  everySec?: number;
  /** Explains a failure, for example by the end of a log. */
  explain?: () => string | Promise<string>;
}

/**
 * Repeats `attempt` until it gives something other than `undefined` or `false`.
 *
 * @throws naming `what` when that takes too long, with the last error of `attempt` as the cause
 */
export async function until<T>(
  what: string,
  attempt: () => T | Promise<T>,
  options: UntilOptions,
): Promise<Exclude<T, undefined | false>> {
  const { timeoutSec, everySec = 0.2, explain } = options;
  const end = Date.now() + timeoutSec * 1000;
  let cause: unknown;
  for (;;) {
    try {
      const value = await attempt();
      if (value !== undefined && value !== false) return value as Exclude<T, undefined | false>;
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    if (Date.now() >= end) break;
    await delay(everySec);
  }
  const reasons = [cause instanceof Error ? cause.message : '', (await explain?.()) ?? ''];
  const details = reasons.filter((text) => text !== '').map((text) => `\n${text}`);
  throw new Error(`${what}: not after ${String(timeoutSec)} s${details.join('')}`, { cause });
}
