/** How long to wait, and how often to look. */
export interface Patience {
  seconds: number;
  every?: number;
  signal?: AbortSignal;
}

/**
 * Looks again and again until there is an answer.
 *
 * @param look answers, or throws with the reason why it is too early
 * @throws the last reason once patience is at its end
 */
export async function waitFor<T>(look: () => Promise<T>, patience: Patience): Promise<T> {
  const end = Date.now() + patience.seconds * 1000;
  for (;;) {
    try {
      return await look();
    } catch (error) {
      if (error instanceof Hopeless || patience.signal?.aborted) throw error;
      if (Date.now() >= end) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new Error(`${reason} (waited ${patience.seconds} s)`, { cause: error });
      }
    }
    await new Promise((resolve) => setTimeout(resolve, (patience.every ?? 1) * 1000));
  }
}

/** A reason that waiting does not change. */
export class Hopeless extends Error {
  override readonly name = 'Hopeless';
}
