import { newClusterId } from '../domain/cluster-id';
import { askedForHelp } from './help';

const USAGE = `npm run cluster-id

Prints a fresh id for kafka.clusterId of a new deployment.
`;

if (!askedForHelp(USAGE)) console.log(newClusterId());
