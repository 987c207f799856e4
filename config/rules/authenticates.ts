import type { PartialConfig } from '../salvage';

/** Whether clients have to log in on any listener; also where a file says so in words that are not valid. */
export function authenticates({ externalListeners }: PartialConfig): boolean {
  return (externalListeners ?? []).some((entry) => entry && 'authentication' in entry);
}
