import type { Progress } from '../../../rehearsal/scenarios/report';

/** Where a person follows what is done, and from where they end it. */
export interface Console {
  progress: Progress;
  signal: AbortSignal;
}

/** Does something under a name, shown as a step of a rehearsal is. @returns whether it worked */
export async function attempt(
  name: string,
  { progress, signal }: Console,
  work: () => Promise<string>,
): Promise<boolean> {
  const begin = Date.now();
  progress.begin(name);
  const outcome = await work().then(
    (detail) => ({ ok: true, detail }),
    (error: Error) => ({ ok: false, detail: signal.aborted ? 'interrupted' : error.message }),
  );
  progress.end({ name, ...outcome, seconds: (Date.now() - begin) / 1000 });
  return outcome.ok;
}
