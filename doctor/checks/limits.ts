import type { Check, Finding } from '../finding';
import { reachableBrokers } from './reachable';

/** The minimum in Kafka's operations guide. */
const LEAST = 100_000;
const NEARLY = 0.8;

/** Open files of Kafka's process: each segment and each connection is one. */
export const limits: Check = {
  title: 'open files',
  applies: ({ hosts }) => hosts !== undefined,
  judge: (facts) =>
    reachableBrokers(facts).flatMap(({ broker, values }): Finding[] => {
      const limit = Number(values['open_files_limit'] || NaN);
      const open = Number(values['open_files'] || 0);
      const least = Math.min(LEAST, Number(values['open_files_ceiling'] ?? LEAST));
      if (Number.isNaN(limit) || (limit >= least && open <= limit * NEARLY)) return [];
      return [
        {
          id: 'file-limit',
          level: open > limit * NEARLY ? 'fault' : 'warning',
          seen: `Kafka on ${broker.name} has ${open} of ${limit} files open`,
          expected: `a limit of at least ${least}, less than ${NEARLY * 100} % of it in use`,
          fix: 'if kafka.service lacks the planned LimitNOFILE, another finding prints its repair; otherwise reduce partitions or connections',
        },
      ];
    }),
  well: (facts) =>
    reachableBrokers(facts)
      .map(({ broker, values }) => `${broker.name} ${values['open_files']} of ${values['open_files_limit']}`)
      .join(', '),
};
