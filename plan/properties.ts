import { minInsyncReplicas, replicationFactor } from '../domain/conventions';

/** TiCDC sends messages of up to 10 MB by default, and refuses a topic with a lower limit. */
const MESSAGE_MAX_BYTES = 10_485_760;

/**
 * Settings of `server.properties` that follow from the number of brokers or from what TiDB Cloud's changefeed needs. The
 * deployment file may override each.
 *
 * - Replication follows the number of brokers (`domain/conventions.ts`).
 * - Topics are not created by accident: TiCDC creates its own.
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
