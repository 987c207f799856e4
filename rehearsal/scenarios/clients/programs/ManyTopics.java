import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Creates topics NAME-0, NAME-1 and so on, each with PARTITIONS partitions on the same brokers, which lead in turn.
 *
 * <pre>java … ManyTopics BOOTSTRAP NAME TOPICS PARTITIONS BROKER,…</pre>
 */
public final class ManyTopics {
  /** The controller writes a request as one batch of at most 10,000 records. */
  private static final int AT_ONCE = 1000;

  private ManyTopics() {}

  public static void main(String[] args) throws Exception {
    int topics = Integer.parseInt(args[2]);
    int partitions = Integer.parseInt(args[3]);
    List<Integer> brokers = Stream.of(args[4].split(",")).map(Integer::valueOf).collect(Collectors.toList());
    int each = Math.max(1, AT_ONCE / partitions);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", args[0], "default.api.timeout.ms", 300_000))) {
      for (int first = 0; first < topics; first += each) {
        List<NewTopic> batch = new ArrayList<>();
        for (int i = first; i < Math.min(topics, first + each); i++) {
          batch.add(new NewTopic(args[1] + "-" + i, assignment(partitions, i, brokers)));
        }
        admin.createTopics(batch).all().get(5, TimeUnit.MINUTES);
      }
    }
  }

  private static Map<Integer, List<Integer>> assignment(int partitions, int topic, List<Integer> brokers) {
    Map<Integer, List<Integer>> assignment = new HashMap<>();
    for (int partition = 0; partition < partitions; partition++) {
      List<Integer> replicas = new ArrayList<>(brokers);
      Collections.rotate(replicas, topic + partition);
      assignment.put(partition, replicas);
    }
    return assignment;
  }
}
