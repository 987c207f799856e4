import { minInsyncReplicas, replicationFactor } from '../domain/conventions';

/** TiCDC sends messages of up to 10 MB by default and refuses a topic that accepts less. */
const MESSAGE_MAX_BYTES = 10_485_760;

/**
 * Settings of `server.properties` that follow from the number of brokers or from the needs of TiDB Cloud's changefeed.
 * The deployment file may override each.
 *
 * - Replication follows the number of brokers (`domain/conventions.ts`).
 * - Kafka creates no topic by itself: TiCDC creates its own.
 */
export function derivedProperties(brokerCount: number): [key: string, value: string][] {
  const factor = replicationFactor(brokerCount);
  const minInsync = minInsyncReplicas(brokerCount);
  return Object.entries({
    'auto.create.topics.enable': false,
    'controlled.shutdown.enable': true,
    'default.replication.factor': factor,
    'message.max.bytes': MESSAGE_MAX_BYTES,
    'min.insync.replicas': minInsync,
    'num.partitions': 3,
    'offsets.topic.replication.factor': factor,
    'replica.fetch.max.bytes': MESSAGE_MAX_BYTES,
    'transaction.state.log.min.isr': minInsync,
    'transaction.state.log.replication.factor': factor,
    'unclean.leader.election.enable': false,
  }).map(([key, value]) => [key, String(value)]);
}
