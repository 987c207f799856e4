import java.time.Duration;
import java.util.*;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.*;
import org.apache.kafka.clients.consumer.*;
import org.apache.kafka.clients.producer.*;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.*;

/**
 * java AttemptClient SERVER ACTION TOPIC …: tries one thing after another, logged in as the file says that
 * KAFKA_CLIENT names. Prints a line for each: "done", or what became of it. Actions: create, write, read, topics, delete,
 * settings, rights.
 */
public class AttemptClient {
  public static void main(String[] args) throws Exception {
    for (int i = 1; i + 1 < args.length; i += 2) System.out.println(outcomeOf(args[0], args[i], args[i + 1]));
    System.exit(0); // what was refused may go on being tried
  }

  static String outcomeOf(String server, String action, String topic) throws Exception {
    try {
      attempt(server, action, topic);
      return "done";
    } catch (ExecutionException failure) {
      return oneLine(failure.getCause());
    } catch (org.apache.kafka.common.KafkaException failure) {
      return oneLine(failure);
    }
  }

  static String oneLine(Throwable failure) {
    return (failure.getClass().getSimpleName() + ": " + failure.getMessage()).replace('\n', ' ');
  }

  static void attempt(String server, String action, String topic) throws Exception {
    Map<String, Object> common = Settings.with(Map.of("bootstrap.servers", server, "client.id", "attempt"));
    common.put("default.api.timeout.ms", 15000);
    common.put("request.timeout.ms", 10000);
    if (action.equals("write")) {
      common.put("max.block.ms", 15000);
      try (var producer = new KafkaProducer<>(common, new StringSerializer(), new StringSerializer())) {
        producer.send(new ProducerRecord<>(topic, 0, "key", "value")).get();
      }
      return;
    }
    if (action.equals("read")) {
      try (var consumer = new KafkaConsumer<>(common, new StringDeserializer(), new StringDeserializer())) {
        consumer.assign(List.of(new TopicPartition(topic, 0)));
        consumer.seekToBeginning(consumer.assignment());
        consumer.poll(Duration.ofSeconds(10));
      }
      return;
    }
    try (Admin admin = Admin.create(common)) {
      switch (action) {
        case "create":
          admin.createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty()))).all().get();
          break;
        case "topics": admin.listTopics().names().get(); break;
        case "delete": admin.deleteTopics(List.of(topic)).all().get(); break;
        case "rights":
          admin.describeAcls(org.apache.kafka.common.acl.AclBindingFilter.ANY).values().get();
          break;
        case "settings":
          var broker = new ConfigResource(ConfigResource.Type.BROKER, "");
          var change = new AlterConfigOp(new ConfigEntry("log.cleaner.threads", "2"), AlterConfigOp.OpType.SET);
          admin.incrementalAlterConfigs(Map.of(broker, List.of(change))).all().get();
          break;
        default: throw new IllegalArgumentException(action);
      }
    }
  }
}
