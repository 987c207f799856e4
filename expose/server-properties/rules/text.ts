import type { Rule } from './rule';

/** Everything that the rules check can be read. */
export const readable: Rule = ({ listeners, advertised, protocols }, _external, report) => {
  const endpoint = 'NAME://HOST:PORT, where HOST may be empty; replace ${…} by its value';
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
        fix: 'remove the key, or add its entries',
      });
    }
  }
};

/** Of a repeated key Kafka uses the last, which is easily overlooked. */
export const repeatedKeys: Rule = ({ document }, _external, report) => {
  for (const key of ['listeners', 'advertised.listeners', 'listener.security.protocol.map']) {
    const lines = document.all(key).map(({ line }) => line);
    if (lines.length < 2) continue;
    report(key, `is in lines ${lines.join(', ')}; Kafka uses the last, and only that one is changed`, {
      fix: 'remove the others',
    });
  }
};

/** Every change of an advertised name needs a restart of each broker. */
export const placeholder: Rule = (_file, { isPlaceholder, advertised }, report) => {
  if (!isPlaceholder) return;
  report('advertised.listeners', `would contain the placeholder ${advertised.host}`, {
    fix: 'get the unique name first (attach-domains --dry-run), which needs no broker, to avoid a second restart of each broker',
  });
};
