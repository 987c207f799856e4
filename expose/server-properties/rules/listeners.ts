import { EXTERNAL, bindEntry, type Rule } from './rule';

const ALL_ADDRESSES = ['', '0.0.0.0', '::'];

/** `listeners` can take EXTERNAL, or has just that. */
export const bind: Rule = ({ listeners }, external, report) => {
  const wanted = bindEntry(external);
  for (const { name, host, port, text } of listeners.entries) {
    if (name === EXTERNAL) {
      if (port === external.port && ALL_ADDRESSES.includes(host)) continue;
      report('listeners', 'has an EXTERNAL already, on another address or port', {
        value: text,
        allowed: wanted,
        fix: 'if it serves nobody else, write that; a listener of other clients needs another name',
      });
    } else if (port === external.port) {
      report('listeners', `gives EXTERNAL's port ${port} to ${name}`, {
        value: text,
        fix: 'choose another port for EXTERNAL, the same on every broker: --external-port, or ports.external',
      });
    }
  }
};

/** Kafka compares names without regard to case. */
export const distinctNames: Rule = ({ listeners, advertised }, _external, report) => {
  for (const [key, { entries }] of [
    ['listeners', listeners],
    ['advertised.listeners', advertised],
  ] as const) {
    entries.forEach(({ name, text }, index) => {
      if (entries.findIndex((other) => other.name === name) === index) return;
      report(key, `names ${name} twice, which Kafka refuses (case does not matter)`, { value: text });
    });
  }
};

/** Without `listeners`, Kafka opens PLAINTEXT://:9092, which then has to be written out. */
export const defaultListener: Rule = ({ document, listeners, roles }, _external, report) => {
  if (listeners.property) return;
  if (roles.includes('controller')) {
    report('listeners', 'is missing, although a controller needs it: Kafka refuses this file', {
      fix: 'write the listeners that the broker runs with',
    });
  }
  for (const key of ['host.name', 'port'].filter((name) => document.get(name))) {
    report(key, 'makes the listener of Kafka before 3.0, and means nothing to later ones', {
      value: document.get(key)?.value,
      fix: 'write listeners as this broker has them, such as listeners=PLAINTEXT://:9092, and remove it',
    });
  }
};
