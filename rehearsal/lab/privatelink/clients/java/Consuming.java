import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic from its beginning to what is now its end, and compares it with a ledger. */
final class Consuming {
    private final Options options;
    private final Ledger ledger;
    private final Map<Integer, BitSet> found = new TreeMap<>();
    private final Map<Integer, MessageDigest> digests = new TreeMap<>();
    private long total;
    private long duplicated;
    private long foreign;

    Consuming(Options options) throws Exception {
        this.options = options;
        this.ledger = Ledger.read(Path.of(options.required("ledger")));
    }

    void run() throws Exception {
        long begin = System.nanoTime();
        String topic = options.required("topic");
        String timeout = String.valueOf(options.timeoutMs());
        Map<String, String> own = Map.of("default.api.timeout.ms", timeout, "enable.auto.commit", "false");
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        List<TopicPartition> partitions;
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(options.properties(own), bytes, bytes)) {
            partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .collect(Collectors.toList());
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long end = System.currentTimeMillis() + options.timeoutMs();
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
                if (System.currentTimeMillis() > end) throw new IllegalStateException("the end is not reached in time");
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
                    // What comes in meanwhile is not compared.
                    if (record.offset() < ends.get(new TopicPartition(topic, record.partition()))) take(record);
                }
            }
        }
        report(topic, partitions.size(), (System.nanoTime() - begin) / 1e9);
    }

    private void take(ConsumerRecord<byte[], byte[]> record) throws Exception {
        total++;
        MessageDigest digest = digests.get(record.partition());
        if (digest == null) digests.put(record.partition(), digest = MessageDigest.getInstance("SHA-256"));
        digest.update(record.value());
        digest.update((byte) '\n');
        String[] parts = new String(record.value(), "UTF-8").split(" ");
        boolean own = parts.length == 3
                && parts[0].equals(ledger.run)
                && parts[1].equals(String.valueOf(record.partition()));
        if (!own) {
            foreign++;
            return;
        }
        BitSet sequences = found.computeIfAbsent(record.partition(), key -> new BitSet());
        int sequence = Integer.parseInt(parts[2]);
        if (sequences.get(sequence)) duplicated++;
        sequences.set(sequence);
    }

    private void report(String topic, int partitions, double seconds) throws Exception {
        long lost = 0;
        for (Map.Entry<Integer, BitSet> entry : ledger.acknowledged.entrySet()) {
            BitSet missing = (BitSet) entry.getValue().clone();
            missing.andNot(found.getOrDefault(entry.getKey(), new BitSet()));
            lost += missing.cardinality();
        }
        long consumed = found.values().stream().mapToLong(BitSet::cardinality).sum();
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("topic", topic);
        report.put("partitions", partitions);
        report.put("consumed", consumed);
        report.put("lost", lost);
        report.put("duplicated", duplicated);
        report.put("unacknowledged", consumed - (ledger.size() - lost));
        report.put("foreign", foreign);
        report.put("total", total);
        report.put("checksum", checksum());
        report.put("seconds", seconds);
        Json.print(report);
    }

    /** Of all messages, those of each partition in their order. */
    private String checksum() throws Exception {
        MessageDigest all = MessageDigest.getInstance("SHA-256");
        for (Map.Entry<Integer, MessageDigest> entry : digests.entrySet()) {
            all.update((entry.getKey() + "\n").getBytes("UTF-8"));
            all.update(entry.getValue().digest());
        }
        StringBuilder hex = new StringBuilder();
        for (byte one : all.digest()) hex.append(String.format("%02x", one));
        return hex.toString();
    }
}
