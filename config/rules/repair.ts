import { reachesBrokers } from './operations';
import { allKnown, entriesOf, repeats, type ErrorRule, type WarningRule } from './rule';

/** Hosts to repair are hosts of the file, each once. */
export const repairedHosts: ErrorRule = ({ repair, brokers, bastion }, report) => {
  const listed = entriesOf(repair);
  for (const [[index], [first]] of repeats(listed, ([, host]) => host)) {
    report(['repair', index], `is the same as entry ${first}`, { fix: 'remove one of them' });
  }
  const ids = allKnown(brokers, ({ id }) => id);
  for (const [index, host] of listed) {
    if (host === 'bastion') {
      if (bastion === false) report(['repair', index], 'is repaired, and there is no bastion');
    } else if (ids && !ids.includes(host)) {
      report(['repair', index], 'is not the id of a broker', { allowed: ids.join(', ') });
    }
  }
};

/** The first stage builds no host. */
export const repairNeedsHosts: ErrorRule = ({ repair, stage }, report) => {
  if (!repair?.length || stage !== 'link') return;
  report(['repair'], 'has no effect with stage link, which builds no hosts', {
    fix: 'remove repair, or set stage to full',
  });
};

/** Steps on the hosts, over SSH, repair them. */
export const repairNeedsSsh: ErrorRule = (config, report) => {
  if (!config.repair?.length || reachesBrokers(config)) return;
  report(['repair'], 'needs SSH to the hosts, and there is no bastion', { fix: 'set rollout.via' });
};

/** A broker whose step does something else in this apply is not repaired by it. */
export const repairIsPossible: ErrorRule = ({ repair, brokers, replace }, report) => {
  const leaving = entriesOf(brokers).flatMap(([, one]) => (one.leaving ? (one.id ?? []) : []));
  for (const [index, host] of entriesOf(repair)) {
    if (host === 'bastion') continue;
    if (leaving.includes(host)) {
      report(['repair', index], 'cannot be combined with leaving for the same broker', {
        fix: 'remove one of them',
      });
    }
    if (replace !== undefined && replace !== host) {
      report(
        ['repair', index],
        `waits until broker ${replace} is replaced: no other broker changes meanwhile`,
        {
          fix: 'remove it, and set it for a later apply',
        },
      );
    }
  }
};

export const repairEnds: WarningRule = ({ repair }, report) => {
  if (repair.length === 0) return;
  report(['repair'], 'every apply brings these hosts to the plan again', {
    fix: 'remove repair after the next apply',
  });
};
