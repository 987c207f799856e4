import { formerEntry, placeOfHost } from '../rename';
import { EXTERNAL, advertisedEntry, type Rule } from './rule';

/** EXTERNAL can be added to `advertised.listeners`, or is there as planned. */
export const advertise: Rule = (file, external, report) => {
  const { advertised, listeners, controllerNames } = file;
  const key = 'advertised.listeners';
  const wanted = advertisedEntry(external);
  if (!advertised.property) return;
  const former = formerEntry(file, external);
  const bound = [EXTERNAL, ...controllerNames, ...listeners.entries.map(({ name }) => name)];
  for (const { name, host, port, text } of advertised.entries) {
    if (!bound.includes(name)) {
      report(key, `advertises ${name}, which is not in listeners: Kafka refuses this file`, { value: text });
    }
    if (name !== EXTERNAL) continue;
    if (host.toLowerCase() === external.advertised.host.toLowerCase() && port === external.advertised.port)
      continue;
    if (former) {
      if (placeOfHost(file, former)) continue;
      report(key, 'has an EXTERNAL with a former name that line breaks or escapes split', {
        value: text,
        allowed: wanted,
        fix: 'write the entry without line breaks and escapes in its name',
      });
      continue;
    }
    report(key, 'already has an EXTERNAL with another address or port', {
      value: text,
      allowed: wanted,
      fix: 'if TiDB Cloud is its only client, write the allowed value; otherwise rename the listener',
    });
  }
};

/** Without `advertised.listeners`, Kafka advertises `listeners`, which must then be in the file. */
export const defaultAdvertised: Rule = ({ document, advertised }, _external, report) => {
  if (advertised.property) return;
  for (const { text } of advertised.entries.filter(
    ({ name, host }) => name !== EXTERNAL && host === '0.0.0.0',
  )) {
    report('advertised.listeners', 'is missing, and Kafka refuses to advertise 0.0.0.0 from listeners', {
      value: text,
      fix: 'write advertised.listeners with the address that clients use now',
    });
  }
  for (const key of ['advertised.host.name', 'advertised.port'].filter((name) => document.get(name))) {
    report(key, 'sets what Kafka before 3.0 advertises, and has no effect in later versions', {
      value: document.get(key)?.value,
      fix: 'remove it, and write advertised.listeners with the same address',
    });
  }
};
