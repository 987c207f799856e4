/** TiCDC sends messages of up to 10 MB by default and refuses a topic that takes less. */
const MESSAGE_MAX_BYTES = 10_485_760;

/**
 * Settings of `server.properties` that follow from the number of brokers or from what TiDB Cloud's changefeed needs. The
 * deployment file may override each.
 *
 * - Replication factor min(3, n): with fewer brokers than the factor, consumers would never get a coordinator.
 * - `min.insync.replicas` 2 only from three brokers on, so that one broker can always be restarted.
 * - Topics are not created by accident: TiCDC creates its own.
 */
export function derivedProperties(brokerCount: number): [key: string, value: string][] {
  const factor = Math.min(3, brokerCount);
  const minInsync = brokerCount >= 3 ? 2 : 1;
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
