import { replicationFactor } from '../../domain/conventions';
import { reachesBrokers } from './operations';
import { FACTORS, given } from './replication';
import { allKnown, entriesOf, repeats, type ErrorRule, type WarningRule } from './rule';

/** With `controller.quorum.voters` the voters are fixed; Kafka knows no way to take one away. */
export const controllersStay: ErrorRule = (config, report) => {
  for (const [index, { id, leaving }] of entriesOf(config.brokers)) {
    if (!leaving || id === undefined || !config.controllers?.includes(id)) continue;
    report(['brokers', index, 'leaving'], 'is a controller: the voters of a static quorum never change', {
      fix: 'remove leaving; a lost controller can be replaced',
    });
  }
};

/** Every topic keeps as many replicas as it has. */
export const leavingHasRoom: ErrorRule = (config, report) => {
  const brokers = entriesOf(config.brokers);
  const staying = brokers.filter(([, { leaving }]) => !leaving).length;
  const needed = Math.max(
    replicationFactor(brokers.length),
    ...FACTORS.map((factor) => given(config, factor) ?? 1),
  );
  if (staying >= needed) return;
  for (const [index, { leaving }] of brokers) {
    if (!leaving) continue;
    report(['brokers', index, 'leaving'], `leaves ${staying} brokers for ${needed} replicas of a topic`, {
      allowed: `${needed} brokers or more that stay`,
    });
  }
};

/** A broker cannot come and go at once. */
export const leavingIsNoRepair: ErrorRule = ({ brokers, maintain, replace }, report) => {
  for (const [index, { id, leaving }] of entriesOf(brokers)) {
    if (!leaving || id === undefined) continue;
    const operation = id === maintain ? 'maintain' : id === replace ? 'replace' : undefined;
    if (operation) report(['brokers', index, 'leaving'], `stands beside ${operation} of the same broker`);
  }
};

/** The step on the host does it. */
export const leavingNeedsSsh: ErrorRule = (config, report) => {
  if (reachesBrokers(config)) return;
  for (const [index, { leaving }] of entriesOf(config.brokers)) {
    if (!leaving) continue;
    report(['brokers', index, 'leaving'], 'needs a way to the brokers by SSH, and there is no bastion', {
      fix: 'set rollout.via',
    });
  }
};

/** An id is given once. */
export const removedIds: ErrorRule = (config, report) => {
  const removed = entriesOf(config.removed).filter(([, { id }]) => id !== undefined);
  for (const [[index], [first]] of repeats(removed, ([, { id }]) => id)) {
    report(['removed', index, 'id'], `is already the id of removed[${first}]`);
  }
  const ids = allKnown(config.brokers, (broker) => broker.id);
  for (const [index, { id }] of removed) {
    if (id === undefined || !ids?.includes(id)) continue;
    report(['removed', index, 'id'], 'is the id of a broker', {
      fix: 'remove the entry of the broker, or give a new broker another id',
    });
  }
};

export const leavingEnds: WarningRule = ({ brokers }, report) => {
  for (const [index, { id, leaving }] of brokers.entries()) {
    if (!leaving) continue;
    report(['brokers', index, 'leaving'], `the next apply drains broker ${id} and stops it for good`, {
      fix: `after that apply, replace the entry by removed: [{ id: ${id} }]`,
    });
  }
};
