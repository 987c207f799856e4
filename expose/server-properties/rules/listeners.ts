import { EXTERNAL, bindEntry, type Rule } from './rule';

const ALL_ADDRESSES = ['', '0.0.0.0', '::'];

/** EXTERNAL can be added to `listeners`, or is there as planned. */
export const bind: Rule = ({ listeners }, external, report) => {
  const wanted = bindEntry(external);
  for (const { name, host, port, text } of listeners.entries) {
    if (name === EXTERNAL) {
      if (port === external.port && ALL_ADDRESSES.includes(host)) continue;
      report('listeners', 'already has an EXTERNAL on another address or port', {
        value: text,
        allowed: wanted,
        fix: 'if it has no other clients, write the allowed value; otherwise rename the listener',
      });
    } else if (port === external.port) {
      report('listeners', `has the port ${port} of EXTERNAL for ${name}`, {
        value: text,
        fix: 'set another port for EXTERNAL, the same on every broker: --external-port, or ports.external',
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
      report(key, `has ${name} twice, which Kafka refuses (case does not matter)`, { value: text });
    });
  }
};

/** Without `listeners`, Kafka opens PLAINTEXT://:9092, which must then be in the file. */
export const defaultListener: Rule = ({ document, listeners, roles }, _external, report) => {
  if (listeners.property) return;
  if (roles.includes('controller')) {
    report('listeners', 'is missing, although a controller needs it: Kafka refuses this file', {
      fix: 'write the listeners that the broker has now',
    });
  }
  for (const key of ['host.name', 'port'].filter((name) => document.get(name))) {
    report(key, 'sets the listener of Kafka before 3.0, and has no effect in later versions', {
      value: document.get(key)?.value,
      fix: 'remove it, and write listeners with the same address, such as listeners=PLAINTEXT://:9092',
    });
  }
};
