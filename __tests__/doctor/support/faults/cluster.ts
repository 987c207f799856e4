import { healthy, healthyOf, plan } from '../facts';
import { type Case, withCluster, partition } from './case';

/** What Kafka tells. */
export const CLUSTER: Case[] = [
  {
    name: 'placeholder',
    facts: healthyOf({ ...plan, uniqueName: 'unique_name' }),
    cause: 'placeholder-name',
    seen: /the brokers advertise the placeholder unique_name/,
  },
  {
    name: 'nobody answers',
    facts: { ...healthy, cluster: undefined },
    cause: 'cluster-unanswered',
    seen: /no broker answers on INTERNAL/,
  },
  {
    name: 'no leader',
    facts: withCluster({ quorum: undefined, quorumProblem: 'no answer within 10 s' }),
    cause: 'quorum-no-leader',
    seen: /has no leader: no answer within 10 s/,
  },
  {
    name: 'a late voter',
    facts: withCluster({
      quorum: {
        leader: 1,
        voters: [{ nodeId: 1, behindMs: 0 }, { nodeId: 2, behindMs: 9000 }, { nodeId: 3 }],
      },
    }),
    cause: 'quorum-behind',
    seen: /controller broker-node2 is behind the quorum: it last caught up 9 s ago/,
  },
  {
    name: 'no leader of a partition',
    facts: withCluster({ partitions: [{ ...partition, leader: -1, isr: [] }] }),
    cause: 'partition-offline',
    seen: /partitions have no leader, .*: orders-0/,
  },
  {
    name: 'replicas that catch up',
    facts: withCluster({ partitions: [{ ...partition, replicas: [1, 2, 3], isr: [1, 2] }] }),
    cause: 'under-replicated',
    seen: /partitions have replicas that are not in sync: orders-0/,
  },
];
