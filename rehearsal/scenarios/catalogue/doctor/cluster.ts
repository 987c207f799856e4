import { internal, kafkaTool } from '../../lab/hosts';
import { waitFor } from '../../lab/wait';
import { fault } from './fault';
import { leaderFenced } from './fenced';

/** What the controllers and the brokers make of each other. */
export const cluster = [
  leaderFenced(),
  fault('a topic is below min.insync.replicas', {
    make: async (context) => {
      await kafkaTool(
        context,
        'kafka-topics',
        `${internal(context)} --create --topic too-few --partitions 1 --replication-factor 1 --config min.insync.replicas=2`,
      );
    },
    words: /✗ kafka: partitions are below min\.insync\.replicas, .*: too-few-0 \(1 of 1 in sync, 2 needed\)/,
    repair: async (context, { signal }) => {
      await kafkaTool(context, 'kafka-topics', `${internal(context)} --delete --topic too-few`);
      await waitFor(
        async () => {
          const topics = await kafkaTool(context, 'kafka-topics', `${internal(context)} --list`);
          if (topics.includes('too-few')) throw new Error('the topic is still there');
        },
        { seconds: 30, signal },
      );
    },
  }),
];
