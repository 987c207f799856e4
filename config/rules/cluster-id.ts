import { DOCUMENT_CLUSTER_ID } from '../../domain/cluster-id';
import type { WarningRule } from './rule';

/** Everyone who follows the document has its cluster id. */
export const ownClusterId: WarningRule = ({ kafka }, report) => {
  if (kafka.clusterId !== DOCUMENT_CLUSTER_ID) return;
  report(['kafka', 'clusterId'], "is that of PingCAP's document, which any other cluster may have", {
    fix: 'before the first apply, take your own: npx kafka-link cluster-id',
  });
};
