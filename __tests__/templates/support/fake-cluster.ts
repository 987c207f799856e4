/**
 * Kafka's tools on a cluster that lives in two files of `$FAKE`: `topics` with lines "topic partition replicas isr", and `brokers`
 * with lines "id rack" of those that answer. A reassignment takes `$FAKE/patience` looks, or none.
 */
export const FAKE_CLUSTER: Readonly<Record<string, string>> = {
  topics: `while read -r topic partition replicas isr; do
  printf 'Topic: %s\\tTopicId: x\\tPartitionCount: 1\\tReplicationFactor: 1\\n' "$topic"
  printf '\\tTopic: %s\\tPartition: %s\\tLeader: 1\\tReplicas: %s\\tIsr: %s\\tElr: \\n' "$topic" "$partition" "$replicas" "$isr"
done <"$FAKE/topics"`,
  'broker-api-versions': `while read -r id rack; do echo "10.0.0.1$id:9092 (id: $id rack: $rack isFenced: false) -> ("; done <"$FAKE/brokers"`,
  'reassign-partitions': `case "$*" in
  *--list*)
    left="$(cat "$FAKE/moving" 2>/dev/null || echo 0)"
    ((left > 0)) || { echo "No partition reassignments found."; exit; }
    echo $((left - 1)) >"$FAKE/moving"
    printf 'Current partition reassignments:\\norders-0: replicas: 1,2,3. adding: 3. removing: 1.\\n' ;;
  *--generate*)
    printf 'Current partition replica assignment\\n{"version":1,"partitions":['
    comma=""
    while read -r topic partition replicas _; do
      printf '%s{"topic":"%s","partition":%s,"replicas":[%s],"log_dirs":["any"]}' "$comma" "$topic" "$partition" "$replicas"
      comma=,
    done <"$FAKE/topics"
    printf ']}\\n\\nProposed partition reassignment configuration\\n{}\\n' ;;
  *--execute*)
    file="$(sed 's/.*--reassignment-json-file \\([^ ]*\\).*/\\1/' <<<"$*")"
    tr '}' '\\n' <"$file" | sed -n 's/.*"topic":"\\([^"]*\\)","partition":\\([0-9]*\\),"replicas":.\\([0-9,]*\\).*/\\1 \\2 \\3/p' >"$FAKE/wanted"
    while read -r topic partition replicas; do
      sed -i "s/^$topic $partition .*/$topic $partition $replicas $replicas/" "$FAKE/topics"
    done <"$FAKE/wanted"
    cp "$FAKE/patience" "$FAKE/moving" 2>/dev/null
    echo "Successfully started partition reassignments for all" ;;
  *--verify*) echo "Clearing broker-level throttles on brokers 1,2,3,4" ;;
esac`,
};
