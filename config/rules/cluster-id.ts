import { DOCUMENT_CLUSTER_ID } from '../../domain/cluster-id';
import type { WarningRule } from './rule';

/** Everyone who follows the document has its cluster id. */
export const ownClusterId: WarningRule = ({ kafka }, report) => {
  if (kafka.clusterId !== DOCUMENT_CLUSTER_ID) return;
  report(['kafka', 'clusterId'], "is the one of PingCAP's document, so other clusters may have it too", {
    fix: 'before the first apply, replace it with the output of: npx kafka-link cluster-id',
  });
};
