import java.time.Duration;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.stream.*;
import org.apache.kafka.clients.admin.*;
import org.apache.kafka.clients.consumer.*;
import org.apache.kafka.clients.producer.*;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.*;

/**
 * java JavaClient SERVER TOPIC PARTITIONS MESSAGES BROKERS: if the metadata shows exactly these brokers
 * (ID@HOST:PORT,…), creates the topic, writes every partition explicitly with acks=all and reads everything back.
 * Prints what it has seen as one line of JSON.
 */
public class JavaClient {
  public static void main(String[] args) throws Exception {
    String server = args[0], topic = args[1];
    int partitions = Integer.parseInt(args[2]), count = Integer.parseInt(args[3]);
    Map<String, Object> common = Settings.with(Map.of("bootstrap.servers", server, "client.id", "rehearsal"));
    String brokers, shown;
    try (Admin admin = Admin.create(common)) {
      var nodes = admin.describeCluster().nodes().get(30, TimeUnit.SECONDS);
      shown = nodes.stream()
          .map(n -> n.id() + "@" + n.host() + ":" + n.port()).sorted().collect(Collectors.joining(","));
      brokers = nodes.stream()
          .map(n -> String.format("{\"nodeId\":%d,\"host\":\"%s\",\"port\":%d}", n.id(), n.host(), n.port()))
          .collect(Collectors.joining(","));
      if (!shown.equals(Stream.of(args[4].split(",")).sorted().collect(Collectors.joining(",")))) {
        System.out.printf("{\"brokers\":[%s]}%n", brokers);
        return;
      }
      NewTopic wanted = new NewTopic(topic, Optional.of(partitions), Optional.empty());
      admin.createTopics(List.of(wanted)).all().get(30, TimeUnit.SECONDS);
    }

    AtomicInteger acknowledged = new AtomicInteger();
    AtomicLong last = new AtomicLong(System.nanoTime()), gap = new AtomicLong();
    AtomicReference<Exception> failure = new AtomicReference<>();
    Map<String, Object> writing = new HashMap<>(common);
    writing.put("acks", "all");
    writing.put("delivery.timeout.ms", 60000);
    writing.put("request.timeout.ms", 20000);
    try (var producer = new KafkaProducer<>(writing, new IntegerSerializer(), new StringSerializer())) {
      for (int i = 0; i < count; i++) {
        producer.send(new ProducerRecord<>(topic, i % partitions, i, "message " + i), (metadata, error) -> {
          if (error != null) { failure.compareAndSet(null, error); return; }
          acknowledged.incrementAndGet();
          long now = System.nanoTime();
          gap.accumulateAndGet(now - last.getAndSet(now), Math::max);
        });
      }
      producer.flush();
    }
    if (failure.get() != null) System.err.println("first failure: " + failure.get());

    Map<Integer, Integer> times = new HashMap<>();
    Set<Integer> written = new HashSet<>();
    int consumed = 0;
    Map<String, Object> reading = new HashMap<>(common);
    reading.put("auto.offset.reset", "earliest");
    reading.put("group.id", topic + "-readers");
    try (var consumer = new KafkaConsumer<>(reading, new IntegerDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(topic));
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      // One empty look after everything is there would show duplicates.
      for (boolean more = true; System.nanoTime() < end && (more || times.size() < acknowledged.get()); ) {
        ConsumerRecords<Integer, String> records = consumer.poll(Duration.ofMillis(500));
        more = !records.isEmpty() || consumed == 0;
        for (var record : records) {
          times.merge(record.key(), 1, Integer::sum);
          written.add(record.partition());
          consumed++;
        }
      }
    }
    System.out.printf(
        "{\"brokers\":[%s],\"sent\":%d,\"acknowledged\":%d,\"longestGapMs\":%d,"
            + "\"consumed\":%d,\"lost\":%d,\"duplicated\":%d,\"partitionsWritten\":%d}%n",
        brokers, count, acknowledged.get(), TimeUnit.NANOSECONDS.toMillis(gap.get()),
        consumed, acknowledged.get() - times.size(), consumed - times.size(), written.size());
  }
}
