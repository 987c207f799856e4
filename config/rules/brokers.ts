import { allKnown, entriesOf, repeats, type ErrorRule, type WarningRule } from './rule';
import { formatPath } from '../problem';
import { hostNames } from './hosts';

/** A network load balancer has 50 listeners: one for the bootstrap port, one a broker. */
const MOST_BROKERS = 49;

/** Alibaba Cloud's quota of listeners. */
export const brokerQuota: ErrorRule = (config, report) => {
  const count = config.brokers?.length ?? 0;
  if (count <= MOST_BROKERS) return;
  report(
    ['brokers'],
    `holds ${count} brokers, but a load balancer has 50 listeners, one of them for bootstrap`,
    {
      allowed: `at most ${MOST_BROKERS} brokers`,
    },
  );
};

/** A broker is its `node.id`. */
export const uniqueBrokers: ErrorRule = (config, report) => {
  const brokers = entriesOf(config.brokers).filter(([, broker]) => broker.id !== undefined);
  for (const [[index], [first]] of repeats(brokers, ([, broker]) => broker.id)) {
    report(['brokers', index, 'id'], `is already the id of brokers[${first}]`);
  }
};

/** Every broker lies in a listed zone. */
export const brokerZones: ErrorRule = (config, report) => {
  const zones = allKnown(config.zones, (zone) => zone.id);
  if (!zones) return;
  for (const [index, { zone }] of entriesOf(config.brokers)) {
    if (zone === undefined || zones.includes(zone)) continue;
    report(['brokers', index, 'zone'], 'is not among zones', { allowed: zones.join(', ') });
  }
};

/** A name is that of one host. */
export const uniqueNames: ErrorRule = (config, report) => {
  for (const [{ path, value }, first] of repeats(hostNames(config), (name) => name.value)) {
    report(path, `names the host ${value}, as does ${formatPath(first.path)}`, { fix: 'set another name' });
  }
};

/** A zone without a broker costs nothing, but is rarely meant. */
export const emptyZones: WarningRule = (config, report) => {
  for (const [index, zone] of config.zones.entries()) {
    if (config.brokers.some((broker) => broker.zone === zone.id)) continue;
    report(['zones', index, 'id'], 'holds no broker');
  }
};
