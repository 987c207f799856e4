import { allKnown, type CommonWarningRule, entriesOf, repeats, type ErrorRule } from './rule';
import { formatPath } from '../problems/problem';
import { hostNames } from './hosts';

/** Alibaba Cloud's quota. */
const LOAD_BALANCER_LISTENERS = 50;
const DEPLOYMENT_SET_HOSTS = 20;

/** Each external listener takes one load balancer port for bootstrap, and one for each broker. */
export const brokerQuota: ErrorRule = (config, report) => {
  const brokers = config.brokers?.length ?? 0;
  const external = config.externalListeners?.length ?? 1;
  if (external * (brokers + 1) <= LOAD_BALANCER_LISTENERS) return;
  const most = Math.floor(LOAD_BALANCER_LISTENERS / external) - 1;
  report(
    ['brokers'],
    external === 1
      ? `has ${brokers} brokers, but a load balancer has 50 ports, one of them for bootstrap`
      : `has ${brokers} brokers, which with ${external} external listeners need ${external * (brokers + 1)} load balancer ports, and there are 50`,
    { allowed: `at most ${most} brokers` },
  );
};

/** Kafka knows a broker by its `node.id`. */
export const uniqueBrokers: ErrorRule = (config, report) => {
  const brokers = entriesOf(config.brokers).filter(([, broker]) => broker.id !== undefined);
  for (const [[index], [first]] of repeats(brokers, ([, broker]) => broker.id)) {
    report(['brokers', index, 'id'], `is also the id of brokers[${first}]`);
  }
};

/** Alibaba Cloud's quota: a deployment set of strategy Availability takes 20 instances of a zone. */
export const deploymentSetQuota: ErrorRule = (config, report) => {
  if (config.deploymentSets !== true) return;
  const zones = entriesOf(config.brokers).flatMap(([, { zone }]) => zone ?? []);
  for (const zone of new Set(zones)) {
    const count = zones.filter((other) => other === zone).length;
    if (count <= DEPLOYMENT_SET_HOSTS) continue;
    report(['deploymentSets'], `${zone} has ${count} brokers, and a deployment set has room for 20`, {
      allowed: 'at most 20 brokers in each zone',
      fix: 'set deploymentSets: false, or spread the brokers over more zones',
    });
  }
};

/** Every broker is in a listed zone. */
export const brokerZones: ErrorRule = (config, report) => {
  const zones = allKnown(config.zones, (zone) => zone.id);
  if (!zones) return;
  for (const [index, { zone }] of entriesOf(config.brokers)) {
    if (zone === undefined || zones.includes(zone)) continue;
    report(['brokers', index, 'zone'], 'is not one of the zones', { allowed: zones.join(', ') });
  }
};

/** A host name belongs to one host. */
export const uniqueNames: ErrorRule = (config, report) => {
  for (const [{ path, value }, first] of repeats(hostNames(config), (name) => name.value)) {
    report(path, `has the same host name ${value} as ${formatPath(first.path)}`, { fix: 'set another name' });
  }
};

/** A zone without a broker costs nothing, but is rarely intended. */
export const emptyZones: CommonWarningRule = (config, report) => {
  for (const [index, zone] of config.zones.entries()) {
    if (config.brokers.some((broker) => broker.zone === zone.id)) continue;
    report(['zones', index, 'id'], 'has no broker');
  }
};
