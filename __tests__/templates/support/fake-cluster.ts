/**
 * Kafka's tools on a cluster that lives in files of `$FAKE`: `topics` with lines "topic partition replicas isr", `brokers` with
 * lines "id rack" of those that answer, `throttled` with the topics that have a throttle. A reassignment takes `patience` looks,
 * or none. A test may run something before each: `on-request`.
 */
export const FAKE_CLUSTER: Readonly<Record<string, string>> = {
  topics: `awk '{
  printf "Topic: %s\\tTopicId: x\\tPartitionCount: 1\\tReplicationFactor: 1\\n", $1
  printf "\\tTopic: %s\\tPartition: %s\\tLeader: 1\\tReplicas: %s\\tIsr: %s\\tElr: \\n", $1, $2, $3, $4
}' "$FAKE/topics"`,
  'broker-api-versions': `while read -r id rack; do echo "10.0.0.1$id:9092 (id: $id rack: $rack isFenced: false) -> ("; done <"$FAKE/brokers"`,
  configs: '',
  'reassign-partitions': `case "$*" in
  *--list*)
    left="$(cat "$FAKE/moving" 2>/dev/null || echo 0)"
    ((left > 0)) || { echo "No partition reassignments found."; exit; }
    echo $((left - 1)) >"$FAKE/moving"
    printf 'Current partition reassignments:\\norders-0: replicas: 1,2,3. adding: 3. removing: 1.\\n' ;;
  *--generate*)
    printf 'Current partition replica assignment\\n{"version":1,"partitions":['
    awk '{ printf "%s{\\"topic\\":\\"%s\\",\\"partition\\":%s,\\"replicas\\":[%s],\\"log_dirs\\":[\\"any\\"]}",
      (n++ ? "," : ""), $1, $2, $3 }' "$FAKE/topics"
    printf ']}\\n\\nProposed partition reassignment configuration\\n{}\\n' ;;
  *--execute* | *--verify*)
    file="$(sed 's/.*--reassignment-json-file \\([^ ]*\\).*/\\1/' <<<"$*")"
    tr '}' '\\n' <"$file" | sed -n 's/.*"topic":"\\([^"]*\\)","partition":\\([0-9]*\\),"replicas":.\\([0-9,]*\\).*/\\1 \\2 \\3/p' >"$FAKE/wanted"
    [[ ! -e $FAKE/on-request ]] || . "$FAKE/on-request"
    topics="$(cut -d ' ' -f 1 "$FAKE/wanted" | sort -u)"
    # The controller's limit for the records of one request.
    if (($(wc -l <<<"$topics") * 2 > 10000 || $(wc -l <"$FAKE/wanted") > 10000)); then
      echo "Error: unable to write more than 10000 records in one batch"
      exit 1
    fi
    if [[ $* == *--verify* ]]; then
      sort "$FAKE/throttled" 2>/dev/null | comm -23 - <(echo "$topics") >"$FAKE/left" || true
      mv "$FAKE/left" "$FAKE/throttled"
      echo "Clearing broker-level throttles on brokers 1,2,3,4"
      exit
    fi
    if [[ $* == *--throttle* ]]; then
      { cat "$FAKE/throttled" || true; echo "$topics"; } 2>/dev/null | sort -u >"$FAKE/all"
      mv "$FAKE/all" "$FAKE/throttled"
    fi
    awk 'NR == FNR { wanted[$1 " " $2] = $3; next }
      ($1 " " $2) in wanted { $3 = $4 = wanted[$1 " " $2] } { print }' "$FAKE/wanted" "$FAKE/topics" >"$FAKE/new"
    mv "$FAKE/new" "$FAKE/topics"
    cp "$FAKE/patience" "$FAKE/moving" 2>/dev/null
    echo "Successfully started partition reassignments for all" ;;
esac`,
};
