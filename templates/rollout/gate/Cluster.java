import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.PartitionReassignment;
import org.apache.kafka.clients.admin.QuorumInfo;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What Kafka's Admin client tells of the cluster. */
final class Cluster {
  static final int CONNECT_MS = 2000;
  private static final int BATCH = 200;
  /** Batches in flight: more would only take memory. */
  private static final int AT_ONCE = 4;

  private final Admin admin;
  private final Map<String, Integer> minInsync = new HashMap<>();

  Cluster(Admin admin) {
    this.admin = admin;
  }

  /** Node id of the controller, where ZooKeeper has one elected. */
  int controller() throws InterruptedException, Unanswered {
    Node controller = get("the controller", admin.describeCluster().controller());
    if (controller == null || controller.isEmpty()) throw new Unanswered("the cluster has no controller");
    return controller.id();
  }

  QuorumInfo quorum() throws InterruptedException, Unanswered {
    QuorumInfo quorum = get("the quorum, as when it has no leader", admin.describeMetadataQuorum().quorumInfo());
    if (quorum.leaderId() < 0) throw new Unanswered("the quorum has no leader");
    return quorum;
  }

  /** Brokers that are registered, not fenced, and accept connections: one that has just died is not fenced yet. */
  Set<Integer> alive() throws InterruptedException, Unanswered {
    Set<Integer> alive = new TreeSet<>();
    for (Node broker : get("the brokers", admin.describeCluster().nodes())) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(broker.host(), broker.port()), CONNECT_MS);
        alive.add(broker.id());
      } catch (IOException refused) {
        // Then it is down.
      }
    }
    return alive;
  }

  Map<TopicPartition, PartitionReassignment> reassignments() throws InterruptedException, Unanswered {
    return get("the reassignments", admin.listPartitionReassignments().reassignments());
  }

  Collection<TopicDescription> topics() throws InterruptedException, Unanswered {
    Set<String> names = new TreeSet<>(get("the topics", admin.listTopics(new ListTopicsOptions().listInternal(true)).names()));
    names.remove(Permission.TOPIC); // it has no messages, and nobody misses it
    List<TopicDescription> topics = new ArrayList<>();
    ask("a topic", names, batch -> admin.describeTopics(batch).topicNameValues(), (name, topic) -> topics.add(topic));
    return topics;
  }

  /** {@code min.insync.replicas} of a topic, once {@link #readMinInsync} has read it. */
  int minInsync(String topic) {
    return minInsync.getOrDefault(topic, 1);
  }

  /** Reads what is not known yet; it hardly changes within the minutes of a restart. */
  void readMinInsync(Collection<TopicDescription> topics) throws InterruptedException, Unanswered {
    Set<String> names = topics.stream().map(TopicDescription::name).collect(Collectors.toCollection(TreeSet::new));
    names.removeAll(minInsync.keySet());
    ask(
        "a topic's settings",
        names,
        batch -> admin.describeConfigs(topicResources(batch)).values(),
        (topic, config) -> minInsync.put(topic.name(), Integer.valueOf(config.get("min.insync.replicas").value())));
  }

  private static List<ConfigResource> topicResources(List<String> names) {
    return names.stream().map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name)).collect(Collectors.toList());
  }

  /** {@code advertised.listeners} of the running process, as INTERNAL reports it; empty where it is not set. */
  String advertisedListeners(int node) throws InterruptedException, Unanswered {
    return setting(node, "advertised.listeners");
  }

  /** Whether topics can be deleted, as that of a permission must be. */
  boolean deletesTopics(int asked) throws InterruptedException, Unanswered {
    return !setting(asked, "delete.topic.enable").equals("false");
  }

  private String setting(int node, String name) throws InterruptedException, Unanswered {
    ConfigResource itself = new ConfigResource(ConfigResource.Type.BROKER, String.valueOf(node));
    var settings = get("the settings of node " + node, admin.describeConfigs(List.of(itself)).values().get(itself));
    var entry = settings == null ? null : settings.get(name);
    return entry == null || entry.value() == null ? "" : entry.value();
  }

  /** @return null when the topic in question has been deleted meanwhile */
  private static <T> T get(String what, KafkaFuture<T> future) throws InterruptedException, Unanswered {
    try {
      return future.get();
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof UnknownTopicOrPartitionException) return null;
      throw new Unanswered("no answer about " + what + ": " + failure.getCause().getMessage());
    }
  }

  /** Asks about topics in batches, a few at once; leaves out topics that have been deleted meanwhile. */
  private static <K, V> void ask(
      String what,
      Collection<String> names,
      Function<List<String>, Map<K, KafkaFuture<V>>> question,
      BiConsumer<K, V> use)
      throws InterruptedException, Unanswered {
    Deque<Map<K, KafkaFuture<V>>> asked = new ArrayDeque<>();
    for (List<String> batch : batches(names)) {
      if (asked.size() == AT_ONCE) use(what, asked.remove(), use);
      asked.add(question.apply(batch));
    }
    while (!asked.isEmpty()) use(what, asked.remove(), use);
  }

  private static <K, V> void use(String what, Map<K, KafkaFuture<V>> answers, BiConsumer<K, V> use)
      throws InterruptedException, Unanswered {
    for (Map.Entry<K, KafkaFuture<V>> answer : answers.entrySet()) {
      V value = get(what, answer.getValue());
      if (value != null) use.accept(answer.getKey(), value);
    }
  }

  private static List<List<String>> batches(Collection<String> names) {
    List<String> all = new ArrayList<>(new TreeSet<>(names));
    List<List<String>> batches = new ArrayList<>();
    for (int i = 0; i < all.size(); i += BATCH) batches.add(all.subList(i, Math.min(i + BATCH, all.size())));
    return batches;
  }
}
