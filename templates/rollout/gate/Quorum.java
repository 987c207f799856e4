import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.apache.kafka.clients.admin.QuorumInfo;
import org.apache.kafka.clients.admin.QuorumInfo.ReplicaState;

/** Judges which nodes count in a majority of the KRaft quorum. */
final class Quorum {
  /** A healthy voter asks the leader every half second; one that is further behind than this counts in no majority. */
  private static final long CAUGHT_UP_MS = 3000;

  private final Cluster cluster;
  private final int node;
  /** When each voter had last asked the leader, at the look before this one, if all was well then. */
  private final Map<Integer, Long> lastFetch = new HashMap<>();

  /** @param node the broker in question: it is judged even where it has no vote */
  Quorum(Cluster cluster, int node) {
    this.cluster = cluster;
    this.node = node;
  }

  void forgetLastLook() {
    lastFetch.clear();
  }

  /**
   * Adds what keeps the judged nodes from counting in a majority; a broker without a vote only observes, but must not lag
   * either.
   *
   * @return the leader's node id
   */
  int judge(Judgement judgement, IntPredicate judged) throws InterruptedException, Unanswered {
    QuorumInfo quorum = cluster.quorum();
    Map<Integer, ReplicaState> rows = new TreeMap<>();
    for (ReplicaState row : quorum.voters()) rows.put(row.replicaId(), row);
    for (ReplicaState row : quorum.observers()) if (row.replicaId() == node) rows.putIfAbsent(node, row);
    ReplicaState leader = rows.get(quorum.leaderId());
    if (leader == null) {
      judgement.problems.add("the quorum is changing");
      return quorum.leaderId();
    }
    if (judged.test(node) && !rows.containsKey(node)) judgement.problems.add("the quorum does not see node " + node);
    for (ReplicaState row : rows.values()) {
      if (row != leader && judged.test(row.replicaId())) judge(judgement, row, leader);
    }
    return quorum.leaderId();
  }

  private void judge(Judgement judgement, ReplicaState row, ReplicaState leader) {
    long behind = leader.lastCaughtUpTimestamp().orElse(0) - row.lastCaughtUpTimestamp().orElse(0);
    if (behind <= CAUGHT_UP_MS) {
      // One that has just died is not behind yet, but no longer asks.
      Long before = lastFetch.put(row.replicaId(), row.lastFetchTimestamp().orElse(-1));
      if (before != null && before == row.lastFetchTimestamp().orElse(-1)) {
        judgement.problems.add("node " + row.replicaId() + " has not asked the quorum's leader since the last look");
      }
      return;
    }
    boolean never = row.lastCaughtUpTimestamp().orElse(-1) < 0;
    judgement.problems.add(
        "node " + row.replicaId() + " is behind the quorum: "
            + (never ? "never caught up" : "caught up " + behind / 1000 + " s ago"));
  }
}
