import { valueOf } from '../broker-file';
import { EXTERNAL, type Rule } from './rule';

/** Traffic of the cluster itself does not use EXTERNAL, which goes through the load balancer. */
export const ownTraffic: Rule = ({ document, controllerNames }, _external, report) => {
  const keys = ['inter.broker.listener.name', 'control.plane.listener.name'].filter(
    (key) => valueOf(document, key)?.toUpperCase() === EXTERNAL,
  );
  if (controllerNames.includes(EXTERNAL)) keys.push('controller.listener.names');
  for (const key of keys) {
    report(key, 'is EXTERNAL: traffic of the cluster itself would go through the load balancer', {
      fix: 'first add another listener for that traffic to every broker, then switch to it, one broker at a time',
    });
  }
};

/**
 * Brokers find each other by a listener of a certain name: `inter.broker.listener.name`, or else the name of the
 * protocol in `security.inter.broker.protocol`. A further listener never makes that ambiguous, however many share the
 * protocol; but it has to be there.
 */
export const interBroker: Rule = ({ document, listeners, advertised }, _external, report) => {
  const [nameKey, protocolKey] = ['inter.broker.listener.name', 'security.inter.broker.protocol'];
  const listener = valueOf(document, nameKey)?.toUpperCase();
  const protocol = valueOf(document, protocolKey);
  if (listener !== undefined && protocol !== undefined) {
    report(protocolKey, `cannot be combined with ${nameKey}: Kafka allows only one of them`, {
      value: protocol,
      fix: 'remove one of them',
    });
    return;
  }
  const name = listener ?? protocol ?? 'PLAINTEXT';
  const others = advertised.entries.map((entry) => entry.name).filter((other) => other !== EXTERNAL);
  const isReadable = listeners.malformed.length + advertised.malformed.length === 0;
  if (!isReadable || name === EXTERNAL || others.includes(name)) return;
  const message =
    listener === undefined
      ? `is missing, so Kafka needs an advertised listener with the name ${name}, the protocol between brokers`
      : 'is not an advertised listener: Kafka refuses this file';
  report(nameKey, message, {
    value: listener,
    fix: `set the listener that brokers use: ${others.join(' or ') || 'none is advertised yet'}`,
  });
};
