import type { Check, Finding } from '../finding';
import { planOfHosts, reachableBrokers, type ReachableBroker } from './reachable';

/** Kafka stops when its disk is full, and needs room to move partitions. */
export const FULL_PERCENT = 95;
export const FILLING_PERCENT = 85;

/** The data disks: mounted, with room left. */
export const disk: Check = {
  title: 'data disks',
  applies: ({ hosts }) => hosts !== undefined,
  judge: (facts) =>
    reachableBrokers(facts).flatMap((broker) => judge(broker, planOfHosts(facts).kafka.dataMount)),
  well: (facts) =>
    `mounted, ${reachableBrokers(facts)
      .map(({ broker, values }) => `${broker.name} ${values['used_percent']} % used`)
      .join(', ')}`,
};

function judge({ broker, values }: ReachableBroker, mount: string): Finding[] {
  const nodes = [broker.nodeId];
  if (!values['mounted']) {
    const log = values['bootstrap_log'] ? `; kafka-bootstrap reports: ${values['bootstrap_log']}` : '';
    return [
      {
        id: 'disk-not-mounted',
        level: 'fault',
        seen: `the data disk of ${broker.name} is not mounted at ${mount}${log}`,
        expected: `the broker's own disk is attached and mounted at ${mount}`,
        fix: 'terraform apply attaches it; then on the host: systemctl start kafka',
        nodes,
      },
    ];
  }
  const used = Number(values['used_percent']);
  if (!(used >= FILLING_PERCENT)) return [];
  const free = (Number(values['free_kib']) / 2 ** 20).toFixed(1);
  return [
    {
      id: 'disk-full',
      level: used >= FULL_PERCENT ? 'fault' : 'warning',
      seen: `the data disk of ${broker.name} is ${used} % full, ${free} GiB are left`,
      expected: `less than ${FILLING_PERCENT} %`,
      fix: 'increase dataDisk.sizeGiB, synthesize and apply; or shorten retention. If Kafka has ended: docs/runbooks/full-disk.md',
      nodes,
    },
  ];
}
