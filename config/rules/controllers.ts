import { allKnown, entriesOf, repeats, type ErrorRule, type WarningRule } from './rule';

/** From this many brokers on, a cluster is no longer a trial. */
const MANY_BROKERS = 6;

/** Each controller is named once, and is a broker. */
export const controllersAreBrokers: ErrorRule = (config, report) => {
  const controllers = entriesOf(config.controllers);
  for (const [[index], [first]] of repeats(controllers, ([, id]) => id)) {
    report(['controllers', index], `is the same as controllers[${first}]`);
  }
  const ids = allKnown(config.brokers, (broker) => broker.id);
  for (const [index, id] of ids ? controllers : []) {
    if (ids?.includes(id)) continue;
    report(['controllers', index], 'is not the id of a broker', { allowed: ids?.join(', ') });
  }
};

/** Kafka documentation: a majority decides, so an even number adds cost but no tolerance of failures. */
export const controllerCount: ErrorRule = (config, report) => {
  const controllers = config.controllers ?? [];
  const count = controllers.length;
  const isRepeated = new Set(controllers).size < count;
  if ([0, 1, 3, 5].includes(count) || isRepeated) return;
  const reason = count % 2 === 0 ? `${count - 1} would tolerate as many failures` : 'too many';
  report(['controllers'], `has ${count} controllers: ${reason}`, { allowed: '1, 3 or 5' });
};

/** One controller is one point of failure for all brokers. */
export const singleController: WarningRule = ({ brokers, controllers }, report) => {
  if (controllers.length > 1 || brokers.length === 1) return;
  report(['controllers'], 'has a single controller: when it fails, the cluster stops', { allowed: '3 or 5' });
};

/** With a majority of the controllers in one zone, that zone is a point of failure although others are there. */
export const controllerSpread: WarningRule = ({ brokers, controllers, zones }, report) => {
  const majority = Math.floor(controllers.length / 2) + 1;
  const best = Math.ceil(controllers.length / zones.length);
  if (controllers.length === 1 || best >= majority) return;
  const homes = controllers.map((id) => brokers.find((broker) => broker.id === id)?.zone);
  for (const { id } of zones) {
    const count = homes.filter((home) => home === id).length;
    if (count < majority) continue;
    report(
      ['controllers'],
      `has ${count} of ${homes.length} controllers in ${id}: if that zone fails, the cluster stops`,
      {
        fix: 'choose brokers in different zones',
      },
    );
  }
};

/** Kafka documentation: "combined mode is not recommended in critical deployment environments". */
export const combinedControllers: WarningRule = ({ brokers }, report) => {
  if (brokers.length < MANY_BROKERS) return;
  report(
    ['controllers'],
    `are brokers as well, which Kafka does not recommend for critical clusters; this one has ${brokers.length} brokers`,
  );
};
