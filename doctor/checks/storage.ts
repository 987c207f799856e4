import type { Check, Finding } from '../finding';
import { planOfHosts, reachableBrokers } from './reachable';

/** Compares the cluster and node that the storage belongs to with the plan. */
export const storage: Check = {
  title: 'storage',
  applies: ({ hosts }) => hosts !== undefined,
  judge: (facts) =>
    reachableBrokers(facts).flatMap(({ broker, values }): Finding[] => {
      const { clusterId, logDirs } = planOfHosts(facts).kafka;
      const found = { cluster: values['cluster_id'] ?? '', node: values['node_id'] ?? '' };
      if (found.cluster === '' && found.node === '') return []; // blank, or not mounted
      if (found.cluster === clusterId && found.node === String(broker.nodeId)) return [];
      return [
        {
          id: 'foreign-storage',
          level: 'fault',
          seen: `the data disk of ${broker.name} belongs to node ${found.node} of cluster ${found.cluster}`,
          expected: `node ${broker.nodeId} of cluster ${clusterId} in ${logDirs}/meta.properties`,
          fix: "attach this broker's own disk, or correct kafka.clusterId; never edit or format the disk",
          nodes: [broker.nodeId],
        },
      ];
    }),
  well: (facts) => `every disk belongs to its node of cluster ${planOfHosts(facts).kafka.clusterId}`,
};
