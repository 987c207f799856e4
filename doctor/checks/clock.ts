import type { Check, Finding } from '../finding';

/** Beyond that, retention and transactions go wrong, and logs of two hosts cannot be read together. */
const LIMIT_SECONDS = 5;

/** The hosts' clocks against each other; this machine's counts as one of them. */
export const clock: Check = {
  title: 'clocks',
  applies: ({ hosts }) => hosts !== undefined,
  judge({ hosts = [] }): Finding[] {
    const told = hosts.filter(({ clockSeconds }) => clockSeconds !== undefined);
    const middle = median([0, ...told.map(({ clockSeconds = 0 }) => clockSeconds)]);
    return told.flatMap(({ name, clockSeconds = 0, values }) => {
      const off = clockSeconds - middle;
      const unkept = values['ntp'] === 'no';
      if (Math.abs(off) <= LIMIT_SECONDS && !unkept) return [];
      return [
        {
          id: 'clock-off',
          level: Math.abs(off) > LIMIT_SECONDS ? 'fault' : 'warning',
          seen:
            `the clock of ${name} is ${Math.abs(off).toFixed(1)} s ${off < 0 ? 'behind' : 'ahead of'} the others` +
            (unkept ? ', and no time server keeps it' : ''),
          expected: `at most ${LIMIT_SECONDS} s, kept by a time server`,
          fix: `on ${name}: chronyc tracking; systemctl restart chronyd (or systemd-timesyncd)`,
        },
      ];
    });
  },
  well: ({ hosts = [] }) => {
    const offsets = hosts.map(({ clockSeconds = 0 }) => clockSeconds);
    return `within ${(Math.max(...offsets) - Math.min(...offsets)).toFixed(1)} s of each other`;
  },
};

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}
