import type { Attributes } from './api';
import { CloudError } from './api';
import { faultError, takeFault } from './faults';
import { ANSWER_SECONDS, secondsOf, simulatedNow } from './latency';
import type { CloudState, Fault } from './state';
import { Transaction } from './transaction';

/** One call that changes the cloud. */
export interface Call<T> {
  readonly operation: 'create' | 'update' | 'delete';
  readonly type: string;
  readonly id: string | null;
  /** What a fault's `where` is compared with. */
  readonly subject: Attributes;
  readonly work: (tx: Transaction) => { id: string; value: T; partial?: Attributes };
}

/** `failure` is what the caller is told in spite of what was done. */
export type Outcome<T> =
  { value: T; failure: CloudError | undefined; seconds: number } | { refused: CloudError };

/** One attempt: all of it happens, or nothing but its line in the log. */
export function attemptCall<T>(
  state: CloudState,
  region: string,
  call: Call<T>,
  attempt: number,
): Outcome<T> {
  const { operation, type } = call;
  const opening = new Transaction(state, region);
  const { latency } = opening.meta;
  const start = simulatedNow(opening.meta);
  const fault = takeFault(opening.meta, operation, type, call.subject);
  opening.commit();
  const entry = { operation, type, attempt, start };
  const span = (seconds: number) => ({
    seconds,
    end: latency.profile === 'instant' ? start : start + seconds,
  });
  try {
    if (fault && isRefusal(fault)) throw faultError(fault, describe(call));
    const tx = new Transaction(state, region);
    const { id, value, partial } = call.work(tx);
    const seconds = secondsOf(operation, type) + tx.extraSeconds;
    const failure = fault && faultError(fault, describe(call), partial);
    const outcome = fault?.effect === 'half-done' ? 'half-done' : failure ? 'lost' : 'done';
    tx.operation({ ...entry, ...span(seconds), id, outcome, code: failure?.code ?? null });
    tx.commit();
    return { value, failure, seconds };
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    const tx = new Transaction(state, region);
    tx.operation({ ...entry, ...span(ANSWER_SECONDS), id: call.id, outcome: 'refused', code: error.code });
    tx.commit();
    return { refused: error };
  }
}

function isRefusal(fault: Fault): boolean {
  return (fault.effect ?? 'refuse') === 'refuse';
}

function describe(call: Call<unknown>): string {
  return `${call.operation} ${call.type}${call.id === null ? '' : ` ${call.id}`}`;
}
