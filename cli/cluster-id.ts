import { newClusterId } from '../config/cluster-id';

/** `npm run cluster-id` prints a fresh id for `kafka.clusterId`. */
console.log(newClusterId());
