import { externalHost, UNIQUE_NAME_PLACEHOLDER } from '../domain/conventions';
import type { Config } from '../config/schema';
import type { State } from './gather/state';

/** The unique name to advertise: from a variable, the file, or the last apply. */
export function uniqueName(
  { tidbCloud, brokers }: Config,
  variables: Readonly<Record<string, string>>,
  state?: State,
): string {
  const given = variables['unique_name'] ?? tidbCloud.uniqueName;
  const [broker] = brokers;
  const applied = broker && state?.applied[broker.id]?.external.split(':')[0];
  if (given !== UNIQUE_NAME_PLACEHOLDER || !applied) return given;
  const [before = '', after = ''] = externalHost(tidbCloud.listenerPattern, broker.id, '\0').split('\0');
  const fits = applied.startsWith(before) && applied.endsWith(after);
  return fits ? applied.slice(before.length, applied.length - after.length) : given;
}
