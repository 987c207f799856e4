import type { NewBrokerPlan } from '../../plan/types';
import type { Facts } from '../facts';
import type { Check, Finding } from '../finding';
import { mend } from './mend';
import { planOfHosts, reachableBrokers } from './reachable';

const GIB = 2 ** 30;
/** Less may be too little for a file system to take. */
const ROUNDING = 2 ** 23;

/** Sizes of the data disks and of their file systems, and the reserve of each. */
export const diskSize: Check = {
  title: 'sizes of the data disks',
  applies: ({ hosts }) => hosts !== undefined,
  judge: (facts) =>
    reachableBrokers(facts).flatMap(({ broker: { nodeId }, values }) => {
      const broker = planOfHosts(facts).brokers.find((one) => one.nodeId === nodeId);
      return broker ? [...sizes(facts, broker, values), ...reserve(broker, values)] : [];
    }),
  well: () => 'as planned and in use to their end, with the reserve held',
};

function sizes(
  facts: Facts,
  { name, nodeId, dataDisk }: NewBrokerPlan,
  values: Readonly<Record<string, string>>,
): Finding[] {
  const disk = Number(values['disk_bytes']);
  const system = Number(values['filesystem_bytes']);
  const planned = dataDisk.sizeGiB * GIB;
  const finding = (seen: string, fix: string): Finding[] => [
    {
      id: 'disk-size-differs',
      level: 'warning',
      seen: `the data disk of ${name} ${seen}`,
      expected: `dataDisk.sizeGiB of ${name} is ${dataDisk.sizeGiB}, and the file system fills the disk`,
      fix,
      nodes: [nodeId],
    },
  ];
  if (!(disk > 0)) return [];
  if (disk > planned) {
    const size = Math.round(disk / GIB);
    return finding(`has ${size} GiB, and no disk shrinks`, `set dataDisk.sizeGiB of ${name} to ${size}`);
  }
  if (disk < planned) {
    const how = 'synthesize and apply; a disk that was resized offline shows its size after a reboot';
    return finding(`has ${gib(disk)} GiB as its host sees it`, how);
  }
  if (!(system > 0) || disk - system < ROUNDING) return [];
  return finding(`has a file system of ${gib(system)} of ${gib(disk)} GiB`, mend(facts, name));
}

function reserve({ name, nodeId }: NewBrokerPlan, values: Readonly<Record<string, string>>): Finding[] {
  const [, held, wanted] = /: (\d+) of (\d+) MiB/.exec(values['reserve'] ?? '') ?? [];
  if (!(Number(held) < Number(wanted))) return [];
  return [
    {
      id: 'reserve-free',
      level: 'warning',
      seen: `the data disk of ${name} holds a reserve of ${held} of ${wanted} MiB`,
      expected: 'a reserve that root gives free when the disk is full, so that Kafka can start',
      fix: 'with more than a fifth of the disk free, on the host: kafka-reserve restore',
      nodes: [nodeId],
    },
  ];
}

const gib = (bytes: number): string => (bytes / GIB).toFixed(1);
