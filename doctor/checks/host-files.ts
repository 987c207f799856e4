import type { Check, Finding } from '../finding';
import { type Drift, differs, drifts } from './drift';
import { mend, nodesOf } from './mend';

const SERVER_PROPERTIES = '/etc/kafka/server.properties';

/** Compares every file that a step brings to a host, and the releases in use, with the plan. */
export const hostFiles: Check = {
  title: 'files of the hosts',
  applies: ({ hosts }) => hosts !== undefined,
  judge: (facts) =>
    drifts(facts).flatMap((one): Finding[] => {
      const { name, untouched, releases } = one;
      const fix = mend(facts, name);
      const common = { level: 'fault', fix, nodes: nodesOf(one) } as const;
      const files = differences(one);
      return [
        ...(untouched && differs(one)
          ? [
              {
                ...common,
                id: 'system-disk-new' as const,
                seen: `the system disk of ${name} is new, and its first user data has set it up: settings, releases and names are those of back then, and clients may get wrong addresses`,
                expected: 'an apply has brought the host to the plan',
              },
            ]
          : []),
        ...(files.length > 0
          ? [
              {
                ...common,
                id: 'file-differs' as const,
                seen: `${name} differs from the plan: ${files.join(', ')}`,
                expected: 'the files of the plan',
              },
            ]
          : []),
        ...(releases.length > 0
          ? [
              {
                ...common,
                id: 'release-differs' as const,
                seen: `${name} uses another release: ${releases.join(', ')}`,
                expected: 'the releases of the plan',
              },
            ]
          : []),
      ];
    }),
  well: (facts) => `${drifts(facts).length} hosts have the files and releases of the plan`,
};

/** Of a broker's `server.properties`, another check shows the settings that differ. */
function differences({ missing, edited, nodeId }: Drift): string[] {
  const shown = (path: string) => nodeId === undefined || path !== SERVER_PROPERTIES;
  return [
    ...missing.filter(shown).map((path) => `${path} is missing`),
    ...edited.filter(shown).map((path) => `${path} is another one`),
  ];
}
