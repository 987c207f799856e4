import type { PartialConfig } from '../salvage';

/** Whether clients have to log in on any listener. An `authentication` that is not valid counts as well. */
export function authenticates({ externalListeners }: PartialConfig): boolean {
  return (externalListeners ?? []).some((entry) => entry && 'authentication' in entry);
}
