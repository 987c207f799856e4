import type { ClusterFacts } from '../facts';
import type { Check, Finding } from '../finding';

type Partition = ClusterFacts['partitions'][number];

const SHOWN = 5;

/** Leaders and in-sync replicas of every partition. */
export const partitions: Check = {
  title: 'partitions',
  applies: ({ cluster }) => cluster !== undefined,
  judge({ cluster }): Finding[] {
    const all = cluster?.partitions ?? [];
    const offline = all.filter(({ leader }) => leader < 0);
    const below = all.filter((one) => one.leader >= 0 && one.isr.length < one.minIsr);
    const lacking = all.filter(
      (one) => one.leader >= 0 && one.isr.length >= one.minIsr && one.isr.length < one.replicas.length,
    );
    return [
      ...finding('partition-offline', offline, {
        what: 'have no leader, so nobody can read or write them',
        expected: 'every partition has a leader',
        fix: 'start the brokers that have their replicas',
      }),
      ...finding('under-min-isr', below, {
        what: 'are below min.insync.replicas, so writes with acks=all fail',
        expected: 'at least min.insync.replicas replicas are in sync',
        fix: 'start the brokers that are missing; if the topic has fewer replicas than min.insync.replicas, add replicas (reassign.sh) or reduce min.insync.replicas',
      }),
      ...finding('under-replicated', lacking, {
        what: 'have replicas that are not in sync',
        expected: 'all replicas are in sync',
        fix: 'wait until the replicas catch up; otherwise check the brokers that are missing',
      }),
    ];
  },
  well: ({ cluster }) => `${cluster?.partitions.length} partitions, all replicas in sync`,
};

function finding(
  id: Finding['id'],
  affected: readonly Partition[],
  { what, expected, fix }: { what: string; expected: string; fix: string },
): Finding[] {
  if (affected.length === 0) return [];
  const missing = new Set(
    affected.flatMap(({ replicas, isr }) => replicas.filter((one) => !isr.includes(one))),
  );
  const named = affected
    .slice(0, SHOWN)
    .map(
      ({ topic, partition, isr, replicas, minIsr }) =>
        `${topic}-${partition} (${isr.length} of ${replicas.length} in sync, ${minIsr} needed)`,
    );
  const more = affected.length > SHOWN ? ` and ${affected.length - SHOWN} more` : '';
  return [
    {
      id,
      level: id === 'under-replicated' ? 'warning' : 'fault',
      seen: `partitions ${what}: ${named.join(', ')}${more}`,
      expected,
      fix,
      // Where no broker is missing, the topic itself is the cause.
      nodes: missing.size > 0 ? [...missing].sort((a, b) => a - b) : undefined,
    },
  ];
}
