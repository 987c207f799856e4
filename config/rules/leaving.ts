import { replicationFactor } from '../../domain/conventions';
import { reachesBrokers } from './operations';
import { FACTORS, given } from './replication';
import { allKnown, entriesOf, repeats, type ErrorRule, type WarningRule } from './rule';

/** With `controller.quorum.voters` the voters are fixed: Kafka cannot remove one. */
export const controllersStay: ErrorRule = (config, report) => {
  for (const [index, { id, leaving }] of entriesOf(config.brokers)) {
    if (!leaving || id === undefined || !config.controllers?.includes(id)) continue;
    report(
      ['brokers', index, 'leaving'],
      'is set for a controller: the voters of a static quorum never change',
      {
        fix: 'remove leaving; to repair a lost controller, use replace',
      },
    );
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
    report(['brokers', index, 'leaving'], `leaves ${staying} brokers, and topics have ${needed} replicas`, {
      allowed: `at least ${needed} brokers without leaving`,
    });
  }
};

/** A broker that leaves is not repaired in the same apply. */
export const leavingIsNoRepair: ErrorRule = ({ brokers, maintain, replace }, report) => {
  for (const [index, { id, leaving }] of entriesOf(brokers)) {
    if (!leaving || id === undefined) continue;
    const operation = id === maintain ? 'maintain' : id === replace ? 'replace' : undefined;
    if (operation)
      report(['brokers', index, 'leaving'], `cannot be combined with ${operation} for the same broker`, {
        fix: `remove leaving or ${operation}`,
      });
  }
};

/** A step on the host, over SSH, moves the replicas. */
export const leavingNeedsSsh: ErrorRule = (config, report) => {
  if (reachesBrokers(config)) return;
  for (const [index, { leaving }] of entriesOf(config.brokers)) {
    if (!leaving) continue;
    report(['brokers', index, 'leaving'], 'needs SSH to the brokers, and there is no bastion', {
      fix: 'set rollout.via',
    });
  }
};

/** An id is used once, and never again. */
export const removedIds: ErrorRule = (config, report) => {
  const removed = entriesOf(config.removed).filter(([, { id }]) => id !== undefined);
  for (const [[index], [first]] of repeats(removed, ([, { id }]) => id)) {
    report(['removed', index, 'id'], `is also the id of removed[${first}]`);
  }
  const ids = allKnown(config.brokers, (broker) => broker.id);
  for (const [index, { id }] of removed) {
    if (id === undefined || !ids?.includes(id)) continue;
    report(['removed', index, 'id'], 'is still the id of a broker', {
      fix: 'remove the broker from brokers, or set another id for a new broker',
    });
  }
};

export const leavingEnds: WarningRule = ({ brokers }, report) => {
  for (const [index, { id, leaving }] of brokers.entries()) {
    if (!leaving) continue;
    report(
      ['brokers', index, 'leaving'],
      `the next apply moves every replica off broker ${id} and stops it permanently`,
      {
        fix: `after that apply, remove the entry and write removed: [{ id: ${id} }]`,
      },
    );
  }
};
