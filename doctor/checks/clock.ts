import type { Check, Finding } from '../finding';

/** A larger difference breaks retention and transactions, and makes it hard to compare logs of two hosts. */
const LIMIT_SECONDS = 5;

/** Compares the hosts' clocks, and that of this machine. */
export const clock: Check = {
  title: 'clocks',
  applies: ({ hosts }) => hosts !== undefined,
  judge({ hosts = [] }): Finding[] {
    const known = hosts.filter(({ clockSeconds }) => clockSeconds !== undefined);
    const middle = median([0, ...known.map(({ clockSeconds = 0 }) => clockSeconds)]);
    return known.flatMap(({ name, clockSeconds = 0, values }) => {
      const off = clockSeconds - middle;
      const unsynchronized = values['ntp'] === 'no';
      if (Math.abs(off) <= LIMIT_SECONDS && !unsynchronized) return [];
      return [
        {
          id: 'clock-off',
          level: Math.abs(off) > LIMIT_SECONDS ? 'fault' : 'warning',
          seen:
            `the clock of ${name} is ${Math.abs(off).toFixed(1)} s ${off < 0 ? 'behind' : 'ahead of'} the others` +
            (unsynchronized ? ', and not synchronized with a time server' : ''),
          expected: `at most ${LIMIT_SECONDS} s, synchronized with a time server`,
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
