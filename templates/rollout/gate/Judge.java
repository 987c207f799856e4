import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.PartitionReassignment;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;

/** Judges whether the cluster can do without a broker, and whether that broker is back. */
final class Judge {
  private final Map<String, String> options;
  private final int node;
  private final Cluster cluster;
  private final Quorum quorum;
  private final ListenerProbe listeners;

  Judge(Map<String, String> options, Cluster cluster) {
    this.options = options;
    this.node = Integer.parseInt(options.get("node"));
    this.cluster = cluster;
    this.quorum = new Quorum(cluster, node);
    this.listeners = new ListenerProbe(options, cluster, node);
  }

  /** @param mode before, after, back (as after, without the listeners) or advertised */
  Judgement judge(String mode) throws InterruptedException {
    Judgement judgement = new Judgement();
    try {
      switch (mode) {
        case "before":
          judgeOthers(judgement);
          break;
        case "advertised":
          judgement.problems.addAll(listeners.problems());
          judgement.verdict = "node " + node + " advertises " + options.get("advertised");
          break;
        case "back":
          judgeThis(judgement);
          break;
        default:
          // First: a process names itself only once it is unfenced, so what follows is not about the one before it.
          judgement.problems.addAll(listeners.problems());
          judgeThis(judgement);
      }
    } catch (Unanswered unanswered) {
      judgement.problems.add(unanswered.getMessage());
    }
    return judgement;
  }

  /** After a look at which not all was well: the next one has nothing to compare with. */
  void forgetLastLook() {
    quorum.forgetLastLook();
  }

  /** Before: can the others do without this broker? */
  private void judgeOthers(Judgement judgement) throws InterruptedException, Unanswered {
    String leader = leader(judgement, id -> id != node);
    Set<Integer> alive = cluster.alive();
    judgement.serves = alive.contains(node);
    if (!judgement.serves) {
      judgement.verdict = "node " + node + " does not serve: repairing it takes nothing away";
      return;
    }
    Collection<TopicDescription> topics = cluster.topics();
    cluster.readMinInsync(topics);
    boolean allowed = Boolean.parseBoolean(options.get("allow-unavailable"));
    for (TopicDescription topic : topics) {
      if (!allowed) judgement.hopeless.addAll(cannotDoWithout(topic));
      for (TopicPartitionInfo partition : topic.partitions()) {
        judgement.problems.addAll(wouldLack(topic.name(), partition, alive));
      }
    }
    judgement.verdict =
        "the others can do without node " + node + ": " + topics.size() + " topics, " + leader;
  }

  /** Topics of this broker that lose availability whenever it restarts, whatever the others do. */
  private List<String> cannotDoWithout(TopicDescription topic) {
    int min = cluster.minInsync(topic.name());
    for (TopicPartitionInfo partition : topic.partitions()) {
      int factor = partition.replicas().size();
      if (!ids(partition.replicas()).contains(node)) continue;
      if (factor == 1) return List.of("topic " + topic.name() + " has its only replica on node " + node);
      if (min >= factor) {
        return List.of("topic " + topic.name() + " has " + factor + " replicas and min.insync.replicas " + min);
      }
    }
    return List.of();
  }

  private List<String> wouldLack(String topic, TopicPartitionInfo partition, Set<Integer> alive) {
    Set<Integer> remaining = ids(partition.isr());
    remaining.retainAll(alive);
    remaining.remove(node);
    // A topic that needs all its replicas is judged by cannotDoWithout: here at most all but one are needed.
    int needed = Math.min(cluster.minInsync(topic), partition.replicas().size() - 1);
    if (remaining.size() >= needed) return List.of();
    Set<Integer> missing = ids(partition.replicas());
    missing.removeAll(remaining);
    missing.remove(node);
    return List.of(
        "partition " + topic + "-" + partition.partition() + " needs " + needed + " in-sync replicas besides node "
            + node + ", has " + remaining.size() + "; not in sync: " + brokers(missing, alive));
  }

  /** After: is this broker back, with all its replicas in sync? */
  private void judgeThis(Judgement judgement) throws InterruptedException, Unanswered {
    String leader = leader(judgement, id -> id == node);
    Set<Integer> alive = cluster.alive();
    judgement.serves = alive.contains(node);
    if (!judgement.serves) judgement.problems.add("node " + node + " is not registered, fenced or unreachable");
    Map<TopicPartition, PartitionReassignment> moving = cluster.reassignments();
    int held = 0;
    for (TopicDescription topic : cluster.topics()) {
      for (TopicPartitionInfo partition : topic.partitions()) {
        PartitionReassignment move = moving.get(new TopicPartition(topic.name(), partition.partition()));
        boolean onItsWay = move != null && move.addingReplicas().contains(node);
        if (onItsWay || !ids(partition.replicas()).contains(node)) continue;
        held++;
        if (!ids(partition.isr()).contains(node)) {
          judgement.problems.add(
              "partition " + topic.name() + "-" + partition.partition() + " is not in sync on node " + node
                  + "; in sync: " + brokers(ids(partition.isr()), alive));
        }
      }
    }
    judgement.verdict = "node " + node + " serves, " + held + " replicas in sync, " + leader;
  }

  /** Who leads the cluster, in words; adds what keeps the judged nodes from counting in a majority. */
  private String leader(Judgement judgement, IntPredicate judged) throws InterruptedException, Unanswered {
    if (options.getOrDefault("quorum", "true").equals("false")) return "controller is " + cluster.controller();
    return "quorum led by " + quorum.judge(judgement, judged);
  }

  private static Set<Integer> ids(Collection<Node> nodes) {
    return nodes.stream().map(Node::id).collect(Collectors.toCollection(TreeSet::new));
  }

  private static String brokers(Set<Integer> ids, Set<Integer> alive) {
    return ids.stream().map(id -> id + (alive.contains(id) ? "" : " (down)")).collect(Collectors.joining(", "));
  }
}
