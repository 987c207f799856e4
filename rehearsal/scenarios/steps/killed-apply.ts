import type { ScenarioContext } from '../context';
import type { Changes } from '../terraform/rehearsed-file';
import { redeploy } from '../terraform/redeploy';

/** What happens in the middle of an apply. */
export interface Interference {
  /** The line of a step on a host at which it happens, such as `2: stopping Kafka`. */
  at: RegExp;
  kill(context: ScenarioContext, terraform: AbortController): Promise<void>;
}

/**
 * Applies a change and interferes once.
 *
 * @returns why the apply failed, undefined when it did not
 * @throws Error when the line never came
 */
export async function applyWith(
  context: ScenarioContext,
  change: Partial<Changes>,
  { at, kill }: Interference,
  say: (line: string) => void,
): Promise<string | undefined> {
  const terraform = new AbortController();
  let killing: Promise<void> | undefined;
  const listen = (line: string) => {
    say(line);
    if (at.test(line)) killing ??= kill(context, terraform);
  };
  const outcome = await redeploy(context, change, { say: listen, signal: terraform.signal }).then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  if (!killing) throw new Error(`nothing was killed: ${outcome ?? 'the apply has completed'}`);
  await killing;
  return outcome;
}
