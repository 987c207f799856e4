import type { BrokerFile } from './broker-file';
import type { ListenerEntry } from './entries';
import type { ExternalListener } from './external';
import type { Place } from './java-properties/document';
import { EXTERNAL } from './rules/rule';

/** An EXTERNAL that is right except for a former name of this broker. */
export function formerEntry(
  { advertised }: BrokerFile,
  { advertised: wanted, formerHosts }: ExternalListener,
): ListenerEntry | undefined {
  const entry = advertised.property && advertised.entries.find(({ name }) => name === EXTERNAL);
  if (!entry || entry.port !== wanted.port || !formerHosts?.test(entry.host)) return undefined;
  return entry.host.toLowerCase() === wanted.host.toLowerCase() ? undefined : entry;
}

/** Where its host is in the file; undefined if line breaks or escapes split it. */
export function placeOfHost(
  { advertised, document }: BrokerFile,
  { host }: ListenerEntry,
): Place | undefined {
  const { property } = advertised;
  if (!property) return undefined;
  const written = document.text.slice(property.start, property.textEnd);
  const literal = host.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  // Colons and slashes may be escaped, as Java writes them.
  const found = [...written.matchAll(new RegExp(`${EXTERNAL}\\\\?:\\\\?/\\\\?/(?=${literal}\\\\?:)`, 'gi'))];
  if (found.length !== 1 || !found[0]) return undefined;
  const start = property.start + found[0].index + found[0][0].length;
  return { start, end: start + host.length };
}
