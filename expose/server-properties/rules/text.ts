import type { Rule } from './rule';

/** Everything that is judged can be read. */
export const readable: Rule = ({ listeners, advertised, protocols }, _external, report) => {
  const endpoint =
    'NAME://HOST:PORT, the host may be empty; an entry with ${…} cannot be judged: write it out';
  const checks = [
    ['listeners', listeners, endpoint],
    ['advertised.listeners', advertised, endpoint],
    ['listener.security.protocol.map', protocols, 'NAME:PROTOCOL, without empty entries'],
  ] as const;
  for (const [key, { property, malformed, entries }, allowed] of checks) {
    for (const value of malformed) report(key, 'has an entry that Kafka cannot read', { value, allowed });
    if (property && malformed.length === 0 && entries.length === 0) {
      report(key, 'is empty, which Kafka refuses', {
        allowed,
        fix: 'remove the key, or list what was meant',
      });
    }
  }
};

/** Of a repeated key Kafka takes the last, which people overlook. */
export const repeatedKeys: Rule = ({ document }, _external, report) => {
  for (const key of ['listeners', 'advertised.listeners', 'listener.security.protocol.map']) {
    const lines = document.all(key).map(({ line }) => line);
    if (lines.length < 2) continue;
    report(key, `stands in lines ${lines.join(', ')}; Kafka takes the last, and only that one is changed`, {
      fix: 'remove the others',
    });
  }
};

/** Every change of an advertised name takes a restart of each broker. */
export const placeholder: Rule = (_file, { isPlaceholder, advertised }, report) => {
  if (!isPlaceholder) return;
  report('advertised.listeners', `would hold the placeholder ${advertised.host}`, {
    fix: 'learn the unique name first (attach-domains --dry-run): it needs no broker, and saves a second round of restarts',
  });
};
