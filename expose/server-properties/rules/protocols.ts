import { EXTERNAL, PROTOCOL, protocolEntry, type Rule } from './rule';

const KEY = 'listener.security.protocol.map';

/** The map can take EXTERNAL, or has just that. */
export const externalProtocol: Rule = ({ protocols }, _external, report) => {
  // Of a repeated name Kafka takes the last.
  const present = protocols.entries.findLast(({ name }) => name === EXTERNAL);
  if (!present || present.protocol === PROTOCOL) return;
  report(KEY, 'gives EXTERNAL another protocol', {
    value: present.text,
    allowed: protocolEntry,
    fix: 'a listener with authentication or TLS needs another name; EXTERNAL is protected by the private link',
  });
};

/** Every other listener has a protocol; a map that is written out no longer has the default's entries. */
export const otherProtocols: Rule = ({ listeners, protocols, controllerNames, roles }, _external, report) => {
  if (protocols.malformed.length > 0) return;
  const controllers = roles.length > 0 ? controllerNames : [];
  const names = new Set([...listeners.entries.map(({ name }) => name), ...controllers]);
  for (const name of names) {
    if (name === EXTERNAL || protocols.entries.some((entry) => entry.name === name)) continue;
    report(KEY, `has no protocol for ${name}: Kafka refuses this file`, { fix: `add ${name}:<protocol>` });
  }
};

/** EXTERNAL has no authentication, which matters most where everything else has. */
export const unauthenticated: Rule = ({ advertised, protocols }, { port }, report) => {
  const others = advertised.entries.filter(({ name }) => name !== EXTERNAL);
  const secured = others.filter(({ name }) =>
    protocols.entries.findLast((entry) => entry.name === name)?.protocol.startsWith('SASL_'),
  );
  if (others.length === 0 || secured.length < others.length) return;
  report('listeners', `has authentication everywhere; EXTERNAL has none`, {
    fix: `let only the load balancer reach port ${port}; with an authorizer, User:ANONYMOUS needs its ACLs`,
  });
};
