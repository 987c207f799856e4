import { EXTERNAL, PROTOCOL, protocolEntry, type Rule } from './rule';

const KEY = 'listener.security.protocol.map';

/** EXTERNAL can be added to the map, or is there as planned. */
export const externalProtocol: Rule = ({ protocols }, _external, report) => {
  // Of a repeated name, Kafka uses the last.
  const present = protocols.entries.findLast(({ name }) => name === EXTERNAL);
  if (!present || present.protocol === PROTOCOL) return;
  report(KEY, 'has another protocol for EXTERNAL', {
    value: present.text,
    allowed: protocolEntry,
    fix: 'rename that listener; the private link protects EXTERNAL',
  });
};

/** Every other listener has a protocol; a map in the file replaces the default's entries. */
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
  report('listeners', 'have authentication everywhere, but EXTERNAL has none', {
    fix: `allow only the load balancer to reach port ${port}; with an authorizer, add ACLs for User:ANONYMOUS`,
  });
};
