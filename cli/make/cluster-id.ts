import { newClusterId } from '../../domain/cluster-id';
import { command } from '../command';
import { nothing } from '../command/takes';

export default command({
  name: 'cluster-id',
  summary: 'Prints a new id for kafka.clusterId of a new deployment.',
  takes: nothing,
  options: {},
  examples: [['npx kafka-link cluster-id', 'prints an id such as BRl69zcmTFmiPaoaANybiw']],
  run: () => void process.stdout.write(`${newClusterId()}\n`),
});
