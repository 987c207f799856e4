import java.nio.file.*;
import java.time.Duration;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import org.apache.kafka.clients.admin.*;
import org.apache.kafka.clients.consumer.*;
import org.apache.kafka.clients.producer.*;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.*;

/**
 * java LoadClient SERVER TOPIC PARTITIONS RATE STOP_FILE: creates the topic, writes RATE messages a second with
 * acks=all and idempotence while a consumer group reads them, until STOP_FILE is there; then waits until everything
 * that was acknowledged is read. Prints "running" once messages flow, and at the end what it has seen as one line of JSON.
 */
public class LoadClient {
  static final AtomicInteger sent = new AtomicInteger(), acknowledged = new AtomicInteger();
  static final AtomicInteger consumed = new AtomicInteger(), fatal = new AtomicInteger(), retriable = new AtomicInteger();
  static final AtomicLong gap = new AtomicLong(), lastAck = new AtomicLong();
  static final Map<Integer, Integer> times = new ConcurrentHashMap<>();
  static final Set<Integer> acked = ConcurrentHashMap.newKeySet();
  static final Set<Integer> written = ConcurrentHashMap.newKeySet();
  static final AtomicReference<String> firstError = new AtomicReference<>("");
  static volatile boolean reading = true;

  public static void main(String[] args) throws Exception {
    String server = args[0], topic = args[1];
    int partitions = Integer.parseInt(args[2]), rate = Integer.parseInt(args[3]);
    Path stop = Path.of(args[4]);
    Map<String, Object> common = Settings.with(Map.of("bootstrap.servers", server, "client.id", "load"));
    try (Admin admin = Admin.create(common)) {
      admin.createTopics(List.of(new NewTopic(topic, Optional.of(partitions), Optional.empty()))).all()
          .get(60, TimeUnit.SECONDS);
    }
    Thread reader = new Thread(() -> read(common, topic));
    reader.start();
    write(common, topic, partitions, rate, stop);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (System.nanoTime() < end && !times.keySet().containsAll(acked)) Thread.sleep(200);
    Thread.sleep(1000); // duplicates come last
    reading = false;
    reader.join();
    long lost = acked.stream().filter(id -> !times.containsKey(id)).count();
    System.out.printf(
        "{\"brokers\":[],\"sent\":%d,\"acknowledged\":%d,\"longestGapMs\":%d,\"consumed\":%d,\"lost\":%d,"
            + "\"duplicated\":%d,\"partitionsWritten\":%d,\"errors\":%d,\"firstError\":\"%s\"}%n",
        sent.get(), acknowledged.get(), TimeUnit.NANOSECONDS.toMillis(gap.get()), consumed.get(), lost,
        consumed.get() - times.size(), written.size(), fatal.get() + retriable.get(),
        firstError.get().replaceAll("[\"\\\\\\n]", " "));
  }

  /** Without a bound on retries, only an error that retrying does not repair reaches the callback. */
  static void write(Map<String, Object> common, String topic, int partitions, int rate, Path stop) throws Exception {
    Map<String, Object> config = new HashMap<>(common);
    config.put("acks", "all");
    config.put("enable.idempotence", true);
    config.put("delivery.timeout.ms", 300000);
    config.put("request.timeout.ms", 10000);
    config.put("max.block.ms", 120000);
    try (var producer = new KafkaProducer<>(config, new IntegerSerializer(), new StringSerializer())) {
      boolean running = false;
      long next = System.nanoTime(), step = TimeUnit.SECONDS.toNanos(1) / rate;
      for (int i = 0; !Files.exists(stop); i++) {
        int id = i;
        sent.incrementAndGet();
        producer.send(new ProducerRecord<>(topic, i % partitions, i, "load " + i), (meta, error) -> done(id, error));
        if (!running && acknowledged.get() >= rate) {
          running = true;
          System.out.println("running");
        }
        next += step;
        long wait = next - System.nanoTime();
        if (wait > 0) TimeUnit.NANOSECONDS.sleep(wait);
      }
      producer.flush();
    }
  }

  static void done(int id, Exception error) {
    if (error != null) {
      (error instanceof RetriableException ? retriable : fatal).incrementAndGet();
      firstError.compareAndSet("", error.toString());
      return;
    }
    acked.add(id);
    acknowledged.incrementAndGet();
    long now = System.nanoTime(), before = lastAck.getAndSet(now);
    if (before != 0) gap.accumulateAndGet(now - before, Math::max);
  }

  static void read(Map<String, Object> common, String topic) {
    Map<String, Object> config = new HashMap<>(common);
    config.put("auto.offset.reset", "earliest");
    config.put("group.id", topic + "-readers");
    try (var consumer = new KafkaConsumer<>(config, new IntegerDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(topic));
      while (reading) {
        for (var record : consumer.poll(Duration.ofMillis(250))) {
          times.merge(record.key(), 1, Integer::sum);
          written.add(record.partition());
          consumed.incrementAndGet();
        }
      }
    }
  }
}
