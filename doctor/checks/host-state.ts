import type { Check, Finding, FindingId } from '../finding';
import { type Drift, drifts } from './drift';
import { mend, nodesOf } from './mend';

/** Units, delivered secrets, and settings of SSH and the kernel on every host. */
export const hostState: Check = {
  title: 'units, secrets and settings of the hosts',
  applies: ({ hosts }) => hosts !== undefined,
  judge: (facts) =>
    drifts(facts).flatMap((one) =>
      KINDS.filter(({ of }) => of(one).length > 0).map(({ id, level, of, seen, expected }): Finding => ({
        id,
        level,
        seen: `${one.name} ${seen}${of(one).join(', ')}`,
        expected,
        fix: mend(facts, one.name),
        nodes: nodesOf(one),
      })),
    ),
  well: (facts) => `right on ${drifts(facts).length} hosts`,
};

interface Kind {
  readonly id: FindingId;
  readonly level: Finding['level'];
  readonly of: (drift: Drift) => readonly string[];
  readonly seen: string;
  readonly expected: string;
}

const KINDS: readonly Kind[] = [
  {
    id: 'unit-off',
    level: 'fault',
    of: ({ units }) => units,
    seen: 'does not start everything by itself: ',
    expected: 'its units are enabled',
  },
  {
    id: 'secret-missing',
    level: 'fault',
    of: ({ secrets }) => secrets,
    seen: 'lacks what an apply delivers: ',
    expected: 'the files are there; nobody reads them here',
  },
  {
    id: 'setting-off',
    level: 'warning',
    of: ({ settings }) => settings,
    seen: 'has settings that are not in force: ',
    expected: 'the settings of restrict-ssh and /etc/sysctl.d/60-kafka.conf',
  },
];
