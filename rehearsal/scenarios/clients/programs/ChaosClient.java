import java.io.*;
import java.nio.file.*;
import java.time.Duration;
import java.util.*;
import java.util.concurrent.*;
import java.util.stream.*;
import org.apache.kafka.clients.admin.*;
import org.apache.kafka.clients.consumer.*;
import org.apache.kafka.clients.producer.*;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.*;

/**
 * java ChaosClient write SERVER TOPIC LOG PARTITIONS KEYS STOP_FILE: creates the topic, writes numbered messages of every
 * key and reads the topic as a group, until the stop file is there. The log has a line for each event: "w TIME KEY SEQ
 * PARTITION OFFSET" for an acknowledgement, "r …" for a read, "e TIME KEY SEQ REASON" for a message that was given up.
 *
 * java ChaosClient read SERVER TOPIC LOG: everything that is in the topic, "PARTITION OFFSET KEY SEQ".
 */
public class ChaosClient {
  /** Milliseconds between two messages of a key. */
  static final int EVERY = 200;
  static PrintWriter log;
  static volatile boolean reading = true;

  public static void main(String[] args) throws Exception {
    String server = args[1], topic = args[2];
    log = new PrintWriter(Files.newBufferedWriter(Path.of(args[3])), true);
    Map<String, Object> common = Settings.with(Map.of("bootstrap.servers", server, "client.id", "chaos"));
    if (args[0].equals("read")) {
      readAll(common, topic);
      log.close();
      return;
    }
    int partitions = Integer.parseInt(args[4]), keys = Integer.parseInt(args[5]);
    try (Admin admin = Admin.create(common)) {
      admin.createTopics(List.of(new NewTopic(topic, Optional.of(partitions), Optional.empty()))).all()
          .get(60, TimeUnit.SECONDS);
    }
    Thread reader = new Thread(() -> readOn(common, topic));
    reader.start();
    write(common, topic, keys, Path.of(args[6]));
    reading = false;
    reader.join();
    log.close();
  }

  /** Retries last longer than any fault, so that a message is given up only if a fault lasts longer than it may. */
  static void write(Map<String, Object> common, String topic, int keys, Path stop) throws Exception {
    Map<String, Object> config = new HashMap<>(common);
    config.put("acks", "all");
    config.put("enable.idempotence", true);
    config.put("delivery.timeout.ms", 300000);
    config.put("request.timeout.ms", 10000);
    config.put("max.block.ms", 120000);
    try (var producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
      for (int seq = 0; !Files.exists(stop); seq++) {
        for (int i = 0; i < keys; i++) {
          String key = "java-" + i, number = String.valueOf(seq);
          producer.send(new ProducerRecord<>(topic, key, number), (meta, error) -> {
            if (error == null) event('w', key, number, meta.partition() + " " + meta.offset());
            else event('e', key, number, error.toString().replace('\n', ' '));
          });
        }
        Thread.sleep(EVERY);
      }
      producer.flush();
    }
  }

  static void readOn(Map<String, Object> common, String topic) {
    Map<String, Object> config = new HashMap<>(common);
    config.put("auto.offset.reset", "earliest");
    config.put("group.id", topic + "-readers");
    config.put("request.timeout.ms", 10000);
    config.put("default.api.timeout.ms", 60000);
    try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(topic));
      while (reading) {
        for (var record : consumer.poll(Duration.ofMillis(250))) {
          event('r', record.key(), record.value(), record.partition() + " " + record.offset());
        }
      }
    }
  }

  static void event(char kind, String key, String seq, String rest) {
    log.println(kind + " " + System.currentTimeMillis() + " " + key + " " + seq + " " + rest);
  }

  static void readAll(Map<String, Object> common, String topic) {
    try (var consumer = new KafkaConsumer<>(common, new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> all = consumer.partitionsFor(topic).stream()
          .map(info -> new TopicPartition(topic, info.partition())).collect(Collectors.toList());
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      while (all.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
        for (var record : consumer.poll(Duration.ofMillis(500))) {
          log.println(record.partition() + " " + record.offset() + " " + record.key() + " " + record.value());
        }
      }
    }
  }
}
