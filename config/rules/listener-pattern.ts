import { externalHost } from '../../domain/conventions';
import { distinctBrokers } from './hosts';
import type { ErrorRule } from './rule';

const PATH = ['tidbCloud', 'listenerPattern'];
const NEEDED = [
  ['{nodeId}', 'every broker would advertise the same name'],
  ['{uniqueName}', 'the names would not be in the domain that TiDB Cloud attaches'],
] as const;

/**
 * The pattern of advertised host names. With `{nodeId}` in it, no two brokers share a name.
 */
export const listenerPattern: ErrorRule = (config, report) => {
  const pattern = config.tidbCloud?.listenerPattern;
  if (pattern === undefined) return;
  for (const [placeholder, consequence] of NEEDED) {
    if (!pattern.includes(placeholder)) report(PATH, `does not contain ${placeholder}: ${consequence}`);
  }
  const rest = NEEDED.reduce((text, [placeholder]) => text.replaceAll(placeholder, 'x'), pattern);
  if (/[{}]/.test(rest)) {
    report(PATH, 'contains an unknown placeholder', { allowed: '{nodeId} and {uniqueName}' });
    return;
  }
  const ids = distinctBrokers(config).map(([, { id }]) => id);
  const sample = externalHost(pattern, Math.max(1, ...ids), config.tidbCloud?.uniqueName ?? 'x');
  if (!isHostName(sample)) {
    report(PATH, `results in ${sample}, which is not a host name`, {
      allowed: 'labels of 1 to 63 letters, digits, "-" or "_" between dots, 253 characters in all',
    });
  }
};

/** The placeholder `unique_name` has an underscore, which resolvers accept. */
function isHostName(name: string): boolean {
  const label = /^[A-Za-z0-9]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?$/;
  return name.length <= 253 && name.split('.').every((part) => label.test(part));
}
