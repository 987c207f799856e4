import type { HostFacts } from '../facts';
import type { Check, Finding } from '../finding';
import { FILLING_PERCENT, FULL_PERCENT } from './disk';

/** The system disk of every host: room and inodes. */
export const systemDisk: Check = {
  title: 'system disks',
  applies: ({ hosts }) => hosts !== undefined,
  judge: ({ hosts = [] }) => hosts.filter(({ problem }) => problem === undefined).flatMap(judge),
  well: () => `less than ${FILLING_PERCENT} % of room and inodes used`,
};

function judge({ name, nodeId, values }: HostFacts): Finding[] {
  const filling = [
    ...fileSystems(values['system_disk']).map((one) => ({ ...one, what: '% full' })),
    ...fileSystems(values['system_inodes']).map((one) => ({ ...one, what: '% of its inodes used' })),
  ].filter(({ used }) => used >= FILLING_PERCENT);
  if (filling.length === 0) return [];
  return [
    {
      id: 'system-disk-full',
      level: filling.some(({ used }) => used >= FULL_PERCENT) ? 'fault' : 'warning',
      seen: `the system disk of ${name} fills: ${filling.map(({ path, used, what }) => `${path} ${used} ${what}`).join(', ')}`,
      expected: `less than ${FILLING_PERCENT} %`,
      fix: 'make room on the host: journalctl --vacuum-size=100M; du -xh -d 3 / | sort -h | tail. Nothing in /var/lib/kafka is to be deleted',
      nodes: nodeId === undefined ? undefined : [nodeId],
    },
  ];
}

/** `/ 40 1024 /var 20 2048`: path, percentage in use and what is left, of each. */
function fileSystems(text = ''): { path: string; used: number }[] {
  return [...text.matchAll(/(\S+) (\d+) \S+/g)].map(([, path = '', used]) => ({ path, used: Number(used) }));
}
