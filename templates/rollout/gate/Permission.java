import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The cluster's one permission to stop a broker: a topic without messages. The controller creates a name once, so one
 * operation has it. Its settings tell whose it is: flush.ms is the broker that may be stopped, flush.messages a number that
 * only the holder knows, retention.ms a beat that the holder changes while it lives.
 *
 * <p>Nobody removes the topic of a living holder: it is deleted by its id, never by its name, and only when its beat has
 * been still for {@link #LEASE_MS} by the clock of the one who waits. A broker may answer from old metadata, so before the
 * last look the waiting one changes a setting itself (segment.ms), and looks until it sees that.
 */
final class Permission {
  static final String TOPIC = "__kafka-link-permission-to-stop";
  /** A holder that has not shown itself for so long is gone. */
  static final long LEASE_MS = 30_000;
  private static final long SEEN_MS = 10_000;

  private final Admin admin;
  private final int node;
  private final String holder = number();
  private Uuid id;
  private long beat;
  private Map<String, String> lastSeen = Map.of();
  private long seenAt;

  Permission(Admin admin, int node) {
    this.admin = admin;
    this.node = node;
  }

  /**
   * @param others brokers that serve, without the one in question: they keep the topic, which that broker's stop must not
   *     touch
   * @return empty when this operation has the permission now, else why not yet
   */
  String acquire(Collection<Integer> others) throws InterruptedException, Unanswered {
    Map<String, String> seen = read();
    if (seen.isEmpty()) {
      return create(others) ? "" : "another operation has just got the permission to stop a broker";
    }
    if (holder.equals(seen.get("flush.messages"))) {
      // It was created by a request whose answer never came.
      id = Uuid.fromString(seen.get("id"));
      return "";
    }
    if (!withoutMark(seen).equals(lastSeen)) {
      lastSeen = withoutMark(seen);
      seenAt = System.nanoTime();
    } else if (TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - seenAt) > LEASE_MS && isStill()) {
      delete(Uuid.fromString(seen.get("id")));
    }
    String other = seen.get("flush.ms");
    return "another operation has the permission to stop node " + other + ", and only one broker may be stopped at a time";
  }

  /** Shows that this operation lives. @return whether it still has the permission */
  boolean renew() throws InterruptedException, Unanswered {
    String now = String.valueOf(++beat);
    if (!set("retention.ms", now)) return false;
    long begin = System.nanoTime();
    while (true) {
      Map<String, String> seen = read();
      if (!seen.isEmpty() && !holder.equals(seen.get("flush.messages"))) return false;
      if (id.toString().equals(seen.get("id")) && now.equals(seen.get("retention.ms"))) return true;
      if (TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin) > SEEN_MS) {
        if (seen.isEmpty()) return false;
        throw new Unanswered("the permission to stop a broker cannot be confirmed");
      }
      Thread.sleep(50);
    }
  }

  void release() throws InterruptedException, Unanswered {
    if (id != null) delete(id);
    id = null;
  }

  /** The last look before a lease ends: has the holder been still until now, by an answer that is not old? */
  private boolean isStill() throws InterruptedException, Unanswered {
    String mark = number();
    if (!set("segment.ms", mark)) return false;
    long begin = System.nanoTime();
    while (TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin) < SEEN_MS) {
      Map<String, String> seen = read();
      if (mark.equals(seen.get("segment.ms"))) return withoutMark(seen).equals(lastSeen);
      Thread.sleep(50);
    }
    return false;
  }

  private boolean create(Collection<Integer> others) throws InterruptedException, Unanswered {
    List<Integer> replicas = others.isEmpty() ? List.of(node) : List.copyOf(others).subList(0, Math.min(3, others.size()));
    NewTopic topic = new NewTopic(TOPIC, Map.of(0, replicas));
    topic.configs(
        Map.of(
            "flush.ms", String.valueOf(node),
            "flush.messages", holder,
            "retention.ms", "0",
            "min.insync.replicas", "1"));
    CreateTopicsResult result = admin.createTopics(Set.of(topic));
    try {
      id = result.topicId(TOPIC).get();
      return true;
    } catch (ExecutionException failure) {
      // After a time-out it may exist although nobody has said so: its number tells whose it is.
      if (failure.getCause() instanceof TopicExistsException) return false;
      throw unanswered("create", failure);
    }
  }

  private void delete(Uuid which) throws InterruptedException, Unanswered {
    try {
      admin.deleteTopics(TopicCollection.ofTopicIds(Set.of(which))).all().get();
    } catch (ExecutionException failure) {
      if (!(failure.getCause() instanceof UnknownTopicIdException)) throw unanswered("delete", failure);
    }
  }

  private static Map<String, String> withoutMark(Map<String, String> seen) {
    Map<String, String> rest = new HashMap<>(seen);
    rest.remove("segment.ms");
    return rest;
  }

  /** Id and settings of the topic; empty when there is none. */
  private Map<String, String> read() throws InterruptedException, Unanswered {
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, TOPIC);
    KafkaFuture<TopicDescription> description = admin.describeTopics(Set.of(TOPIC)).topicNameValues().get(TOPIC);
    KafkaFuture<Config> settings = admin.describeConfigs(Set.of(topic)).values().get(topic);
    Map<String, String> seen = new HashMap<>();
    try {
      seen.put("id", description.get().topicId().toString());
      for (ConfigEntry entry : settings.get().entries()) {
        if (entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG) seen.put(entry.name(), entry.value());
      }
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof UnknownTopicOrPartitionException) return new HashMap<>();
      throw unanswered("describe", failure);
    }
    return seen;
  }

  /** @return false when there is no topic */
  private boolean set(String name, String value) throws InterruptedException, Unanswered {
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, TOPIC);
    AlterConfigOp change = new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    try {
      admin.incrementalAlterConfigs(Map.of(topic, List.of(change))).all().get();
      return true;
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof UnknownTopicOrPartitionException) return false;
      throw unanswered("change", failure);
    }
  }

  private static Unanswered unanswered(String what, ExecutionException failure) {
    return new Unanswered("cannot " + what + " the topic " + TOPIC + ": " + failure.getCause().getMessage());
  }

  /** From 1: settings of a topic are not negative. */
  private static String number() {
    return String.valueOf(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE));
  }
}
