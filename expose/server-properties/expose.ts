import { ConfigError, type Problem } from '../../config/problems/problem';
import { readBrokerFile, type BrokerFile } from './broker-file';
import { trim } from './entries';
import type { ExternalListener } from './external';
import type { PropertiesDocument } from './java-properties/document';
import { formerEntry, placeOfHost } from './rename';
import { errorRules, warningRules } from './rules';
import { role } from './rules/node';
import { EXTERNAL, advertisedEntry, bindEntry, protocolEntry, type Rule } from './rules/rule';

/** A broker's file with the listener for TiDB Cloud. */
export interface Exposed {
  readonly document: PropertiesDocument;
  /** Keys that were changed or added; empty if the file has EXTERNAL already. */
  readonly changed: readonly string[];
  readonly warnings: readonly Problem[];
}

/**
 * Adds EXTERNAL to `listeners`, `advertised.listeners` and `listener.security.protocol.map` and keeps every other byte.
 * A missing setting is first added with Kafka's default. A setting that has EXTERNAL already stays unchanged, except for a
 * former name that `external` renames.
 *
 * @param name of the file, to show in problems
 * @throws ConfigError with all problems of the file
 */
export function expose(document: PropertiesDocument, name: string, external: ExternalListener): Exposed {
  if (document.malformed.length > 0) throw new ConfigError(name, document.malformed.map(malformedLine));
  const file = readBrokerFile(document);
  const notABroker = judge([role], 'error', file, external);
  const errors = notABroker.length > 0 ? notABroker : judge(errorRules, 'error', file, external);
  if (errors.length > 0) throw new ConfigError(name, errors);
  const missing = settings(file, external).filter(({ entries }) => !entries.some(isExternal));
  const append = missing.flatMap(({ property: to, entry }) => {
    // A comma at the end is allowed, two are not in every list.
    return to ? [{ to, text: trim(to.value).endsWith(',') ? entry : `,${entry}` }] : [];
  });
  const add = missing.flatMap(({ key, property, entries, entry }) => {
    return property ? [] : [{ key, value: [...entries.map(({ text }) => text), entry].join(',') }];
  });
  const former = formerEntry(file, external);
  const place = former && placeOfHost(file, former);
  const replace = place ? [{ ...place, text: external.advertised.host }] : [];
  const renamed = place ? ['advertised.listeners'] : [];
  const after = file.listeners.property ?? file.advertised.property;
  return {
    document: document.with({ append, add, replace, after }),
    changed: [...missing.map(({ key }) => key), ...renamed],
    warnings: judge(warningRules, 'warning', file, external),
  };
}

const isExternal = ({ name }: { name: string }): boolean => name === EXTERNAL;

function settings(file: BrokerFile, external: ExternalListener) {
  const { listeners, advertised, protocols } = file;
  // If EXTERNAL is not in advertised.listeners, Kafka advertises its address in listeners, which is never the right name.
  const others = advertised.property
    ? advertised.entries
    : advertised.entries.filter((it) => !isExternal(it));
  return [
    { key: 'listeners', ...listeners, entry: bindEntry(external) },
    { key: 'advertised.listeners', ...advertised, entries: others, entry: advertisedEntry(external) },
    { key: 'listener.security.protocol.map', ...protocols, entry: protocolEntry },
  ];
}

function judge(
  rules: readonly Rule[],
  severity: Problem['severity'],
  file: BrokerFile,
  external: ExternalListener,
): Problem[] {
  const problems: Problem[] = [];
  for (const rule of rules) {
    rule(file, external, (key, message, details) => {
      const line = file.document.get(key)?.line;
      problems.push({ severity, path: [], message: `${key} ${message}`, line, ...details });
    });
  }
  return problems;
}

const malformedLine = (line: number): Problem => ({
  severity: 'error',
  path: [],
  line,
  message: 'has a malformed \\u escape: Java refuses the whole file',
  allowed: '\\u and four hexadecimal digits; for a backslash, write \\\\',
});
