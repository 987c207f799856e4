import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.PartitionReassignment;
import org.apache.kafka.clients.admin.QuorumInfo;
import org.apache.kafka.clients.admin.QuorumInfo.ReplicaState;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Judges a cluster before and after one of its brokers restarts: asks in one JVM until all is well or the time is up.
 * Needs Java 11 and the API that Kafka's Admin client has had since 3.7.
 *
 * <pre>
 * java -cp 'CLASSES:LIBS/*' Gate before --node ID --bootstrap HOST:PORT,… --timeout SECONDS --allow-unavailable BOOLEAN
 * java -cp 'CLASSES:LIBS/*' Gate after --node ID --bootstrap HOST:PORT,… --timeout SECONDS
 *   --listeners HOST:PORT,… --advertised HOST:PORT,… --logins NAME:MECHANISM[:TLS],…, one for each listener;
 *   without a login: NAME:none; TLS is "tls", "no-certificate" as long as none was delivered, or "mutual" where
 *   clients need a certificate themselves
 * java -cp 'CLASSES:LIBS/*' Gate advertised …, as after: only what this broker itself says of these listeners
 * </pre>
 *
 * <p>With "--quorum false" the cluster has no quorum of controllers, but ZooKeeper. "--client FILE" are properties of the
 * client, for an INTERNAL with authentication or TLS.
 *
 * Exit codes: 0 all is well; 3 before only: so it is, and the broker does not serve anyway; 75 not in time; 78 never.
 */
public final class Gate {
  private static final int WELL = 0;
  private static final int WELL_NOT_SERVING = 3;
  private static final int LATE = 75;
  private static final int REFUSED = 78;
  /** A voter in good health asks the leader every half second; more than this behind it is no part of a majority. */
  private static final long CAUGHT_UP_MS = 3000;
  private static final int CONNECT_MS = 2000;
  /**
   * Between two looks, when all is well at the first: a little more than a voter's request may wait at the leader
   * (500 ms), so that meanwhile each asks anew.
   */
  private static final int PAUSE_MS = 600;
  /** When it is not. */
  private static final int WAIT_MS = 200;
  /** What was well only between two looks is not well. */
  private static final int ROUNDS = 2;
  private static final int BATCH = 200;
  private static final int NAMED_AT_MOST = 40;

  private final Map<String, String> options;
  private final int node;
  private final Admin admin;
  private final Map<String, Integer> minInsync = new HashMap<>();
  /** When each voter had last asked the leader, at the look before this one, if all was well then. */
  private final Map<Integer, Long> lastFetch = new HashMap<>();

  private Gate(Map<String, String> options, Admin admin) {
    this.options = options;
    this.node = Integer.parseInt(options.get("node"));
    this.admin = admin;
  }

  public static void main(String[] args) throws Exception {
    Map<String, String> options = new HashMap<>();
    for (int i = 1; i + 1 < args.length; i += 2) options.put(args[i].substring(2), args[i + 1]);
    Properties client = new Properties();
    if (options.containsKey("client")) {
      try (InputStream file = new FileInputStream(options.get("client"))) {
        client.load(file);
      }
    }
    client.put("bootstrap.servers", options.get("bootstrap"));
    client.put("client.id", "kafka-rollout");
    client.put("request.timeout.ms", "4000");
    client.put("default.api.timeout.ms", "6000");
    client.put("socket.connection.setup.timeout.ms", "2000");
    client.put("socket.connection.setup.timeout.max.ms", "2000");
    Admin admin = Admin.create(client);
    int code = new Gate(options, admin).await(args[0]);
    // Closing would wait for requests to brokers that are gone.
    System.exit(code);
  }

  private int await(String mode) throws InterruptedException {
    long begin = System.nanoTime();
    long timeout = Long.parseLong(options.get("timeout"));
    long told = begin;
    String last = "";
    for (int wellRounds = 0; ; ) {
      Judgement judgement = judge(mode);
      if (!judgement.hopeless.isEmpty()) {
        for (String reason : judgement.hopeless) say("refused: " + reason);
        return REFUSED;
      }
      wellRounds = judgement.problems.isEmpty() ? wellRounds + 1 : 0;
      if (wellRounds == ROUNDS) {
        say(judgement.verdict);
        return judgement.serves ? WELL : WELL_NOT_SERVING;
      }
      long now = System.nanoTime();
      if (wellRounds == 0) {
        lastFetch.clear();
        long seconds = TimeUnit.NANOSECONDS.toSeconds(now - begin);
        if (seconds >= timeout) {
          say("not after " + timeout + " s:");
          for (String problem : firstOf(judgement.problems)) say("  " + problem);
          return LATE;
        }
        String first = judgement.problems.get(0);
        if (!first.equals(last) || now - told > TimeUnit.SECONDS.toNanos(4)) {
          int more = judgement.problems.size() - 1;
          say("waiting, " + seconds + " s: " + first + (more > 0 ? " (and " + more + " more)" : ""));
          told = now;
          last = first;
        }
      }
      Thread.sleep(wellRounds == 0 ? WAIT_MS : PAUSE_MS);
    }
  }

  private Judgement judge(String mode) throws InterruptedException {
    switch (mode) {
      case "before":
        return judgeOthers();
      case "advertised":
        Judgement judgement = new Judgement();
        try {
          judgement.problems.addAll(advertised());
        } catch (Unanswered unanswered) {
          judgement.problems.add(unanswered.getMessage());
        }
        judgement.verdict = "node " + node + " advertises " + options.get("advertised");
        return judgement;
      default:
        return judgeThis();
    }
  }

  /** Before: can the others do without this broker? */
  private Judgement judgeOthers() throws InterruptedException {
    Judgement judgement = new Judgement();
    try {
      String leader = leader(judgement, id -> id != node);
      Set<Integer> alive = alive();
      judgement.serves = alive.contains(node);
      if (!judgement.serves) {
        judgement.verdict = "node " + node + " does not serve: repairing it takes nothing away";
        return judgement;
      }
      Collection<TopicDescription> topics = topics();
      readMinInsync(topics);
      boolean allowed = Boolean.parseBoolean(options.get("allow-unavailable"));
      for (TopicDescription topic : topics) {
        if (!allowed) judgement.hopeless.addAll(cannotDoWithout(topic));
        for (TopicPartitionInfo partition : topic.partitions()) {
          judgement.problems.addAll(wouldLack(topic.name(), partition, alive));
        }
      }
      judgement.verdict =
          "the others can do without node " + node + ": " + topics.size() + " topics, "
              + leader;
    } catch (Unanswered unanswered) {
      judgement.problems.add(unanswered.getMessage());
    }
    return judgement;
  }

  /** Topics of this broker that lose availability whenever it restarts, whatever the others do. */
  private List<String> cannotDoWithout(TopicDescription topic) {
    int min = minInsync.getOrDefault(topic.name(), 1);
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
    // Fewer than that cannot be asked for where a topic cannot do without any replica; that is judged elsewhere.
    int needed = Math.min(minInsync.getOrDefault(topic, 1), partition.replicas().size() - 1);
    if (remaining.size() >= needed) return List.of();
    Set<Integer> missing = ids(partition.replicas());
    missing.removeAll(remaining);
    missing.remove(node);
    return List.of(
        "partition " + topic + "-" + partition.partition() + " needs " + needed + " in-sync replicas besides node "
            + node + ", has " + remaining.size() + "; not in sync: " + brokers(missing, alive));
  }

  /** After: is this broker back, and all that it holds? */
  private Judgement judgeThis() throws InterruptedException {
    Judgement judgement = new Judgement();
    // First: a process names itself only once it is unfenced, so what follows is not about the one before it.
    try {
      judgement.problems.addAll(advertised());
      String leader = leader(judgement, id -> id == node);
      Set<Integer> alive = alive();
      if (!alive.contains(node)) judgement.problems.add("node " + node + " is not registered, fenced or unreachable");
      Map<TopicPartition, PartitionReassignment> moving =
          get("the reassignments", admin.listPartitionReassignments().reassignments());
      int held = 0;
      for (TopicDescription topic : topics()) {
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
      judgement.verdict =
          "node " + node + " serves, " + held + " replicas in sync, " + leader;
    } catch (Unanswered unanswered) {
      judgement.problems.add(unanswered.getMessage());
    }
    return judgement;
  }

  private List<String> advertised() throws InterruptedException, Unanswered {
    String[] listeners = options.get("listeners").split(",");
    String[] expected = options.get("advertised").split(",");
    String[] logins = options.get("logins").split(",");
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < listeners.length; i++) {
      if (listeners[i].isEmpty()) continue;
      String[] login = logins[i].split(":");
      boolean tls = login.length > 2;
      if (tls && Set.of("no-certificate", "mutual").contains(login[2])) {
        problems.addAll(isOpen(listeners[i]));
        problems.addAll(tellsOfItself(login[0], expected[i]));
      } else if (login[1].equals("none")) {
        problems.addAll(advertised(listeners[i], tls, expected[i]));
      } else {
        // Such a listener tells strangers nothing, and its first users come after the last broker: it has to offer the login.
        problems.addAll(handshake(listeners[i], tls, login[1]));
        problems.addAll(tellsOfItself(login[0], expected[i]));
      }
    }
    return problems;
  }

  /** One metadata request by hand: the Admin client would go on to the advertised names, which may not resolve here. */
  private List<String> advertised(String listener, boolean tls, String expected) {
    try (Socket socket = connected(listener, tls)) {
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.writeInt(14); // bytes that follow
      out.writeShort(3); // Metadata
      out.writeShort(1); // its version
      out.writeInt(1); // correlation
      out.writeShort(-1); // no client id
      out.writeInt(0); // no topics
      out.flush();
      DataInputStream in = new DataInputStream(socket.getInputStream());
      in.readInt(); // bytes that follow
      in.readInt(); // correlation
      for (int left = in.readInt(); left > 0; left--) {
        int id = in.readInt();
        String found = string(in) + ":" + in.readInt();
        string(in); // rack
        if (id != node) continue;
        if (found.equals(expected)) return List.of();
        return List.of("node " + node + " advertises " + found + " instead of " + expected);
      }
      return List.of(listener + " does not name node " + node);
    } catch (IOException failure) {
      return List.of(listener + " does not answer: " + failure.getMessage());
    }
  }

  /** Without a certificate, ours or the listener's, no client gets further than the port. */
  private static List<String> isOpen(String listener) {
    try (Socket socket = connected(listener, false)) {
      return List.of();
    } catch (IOException failure) {
      return List.of(listener + " is not open: " + failure.getMessage());
    }
  }

  /** What the running process says on INTERNAL of its own settings, where the listener itself tells nobody. */
  private List<String> tellsOfItself(String name, String expected) throws InterruptedException, Unanswered {
    ConfigResource itself = new ConfigResource(ConfigResource.Type.BROKER, String.valueOf(node));
    var settings = get("the settings of node " + node, admin.describeConfigs(List.of(itself)).values().get(itself));
    var entry = settings == null ? null : settings.get("advertised.listeners");
    String all = entry == null || entry.value() == null ? "" : entry.value();
    if (List.of(all.split(",")).contains(name + "://" + expected)) return List.of();
    return List.of("node " + node + " advertises " + all + ", not " + name + "://" + expected);
  }

  /** Asks for a mechanism, as a client does before it tells who it is. */
  private static List<String> handshake(String listener, boolean tls, String mechanism) {
    try (Socket socket = connected(listener, tls)) {
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.writeInt(12 + mechanism.length()); // bytes that follow
      out.writeShort(17); // SaslHandshake
      out.writeShort(1); // its version
      out.writeInt(1); // correlation
      out.writeShort(-1); // no client id
      out.writeUTF(mechanism);
      out.flush();
      DataInputStream in = new DataInputStream(socket.getInputStream());
      in.readInt(); // bytes that follow
      in.readInt(); // correlation
      if (in.readShort() == 0) return List.of();
      List<String> offered = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) offered.add(string(in));
      return List.of(listener + " offers " + String.join(", ", offered) + " instead of " + mechanism);
    } catch (IOException failure) {
      return List.of(listener + " does not offer a login: " + failure);
    }
  }

  private static Socket connected(String listener, boolean tls) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(address(listener), CONNECT_MS);
      socket.setSoTimeout(5000);
      if (!tls) return socket;
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new AnyServer()}, null);
      return context.getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true);
    } catch (IOException failure) {
      socket.close();
      throw failure;
    } catch (GeneralSecurityException unusable) {
      socket.close();
      throw new IOException(unusable);
    }
  }

  private static String string(DataInputStream in) throws IOException {
    short length = in.readShort();
    return length < 0 ? "" : new String(in.readNBytes(length), "UTF-8");
  }

  private static InetSocketAddress address(String endpoint) {
    int colon = endpoint.lastIndexOf(':');
    return new InetSocketAddress(endpoint.substring(0, colon), Integer.parseInt(endpoint.substring(colon + 1)));
  }

  /** Who leads the cluster, in words; adds what keeps these nodes from counting in a majority. */
  private String leader(Judgement judgement, IntPredicate judged) throws InterruptedException, Unanswered {
    if (options.getOrDefault("quorum", "true").equals("false")) {
      Node controller = get("the controller", admin.describeCluster().controller());
      if (controller == null || controller.isEmpty()) throw new Unanswered("the cluster has no controller");
      return "controller is " + controller.id();
    }
    QuorumInfo quorum = quorum();
    judgement.problems.addAll(voters(quorum, judged));
    return "quorum led by " + quorum.leaderId();
  }

  private QuorumInfo quorum() throws InterruptedException, Unanswered {
    QuorumInfo quorum = get("the quorum, as when it has no leader", admin.describeMetadataQuorum().quorumInfo());
    if (quorum.leaderId() < 0) throw new Unanswered("the quorum has no leader");
    return quorum;
  }

  /** What keeps these from counting in a majority; a broker without a vote only observes, but must not lag either. */
  private List<String> voters(QuorumInfo quorum, IntPredicate judged) {
    Map<Integer, ReplicaState> rows = new TreeMap<>();
    for (ReplicaState row : quorum.voters()) rows.put(row.replicaId(), row);
    for (ReplicaState row : quorum.observers()) if (row.replicaId() == node) rows.putIfAbsent(node, row);
    ReplicaState leader = rows.get(quorum.leaderId());
    if (leader == null) return List.of("the quorum is changing");
    List<String> problems = new ArrayList<>();
    if (judged.test(node) && !rows.containsKey(node)) problems.add("the quorum does not see node " + node);
    for (ReplicaState row : rows.values()) {
      if (!judged.test(row.replicaId()) || row == leader) continue;
      long behind = leader.lastCaughtUpTimestamp().orElse(0) - row.lastCaughtUpTimestamp().orElse(0);
      if (behind <= CAUGHT_UP_MS) {
        // One that has just died is not behind yet, but asks no more.
        Long before = lastFetch.put(row.replicaId(), row.lastFetchTimestamp().orElse(-1));
        if (before != null && before == row.lastFetchTimestamp().orElse(-1)) {
          problems.add("node " + row.replicaId() + " has not asked the quorum's leader since the last look");
        }
        continue;
      }
      boolean never = row.lastCaughtUpTimestamp().orElse(-1) < 0;
      problems.add(
          "node " + row.replicaId() + " is behind the quorum: "
              + (never ? "never caught up" : "caught up " + behind / 1000 + " s ago"));
    }
    return problems;
  }

  /** Brokers that are registered, not fenced, and accept connections: one that has just died is not fenced yet. */
  private Set<Integer> alive() throws InterruptedException, Unanswered {
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

  private Collection<TopicDescription> topics() throws InterruptedException, Unanswered {
    Set<String> names = get("the topics", admin.listTopics(new ListTopicsOptions().listInternal(true)).names());
    List<TopicDescription> topics = new ArrayList<>();
    for (List<String> batch : batches(names)) {
      for (KafkaFuture<TopicDescription> topic : admin.describeTopics(batch).topicNameValues().values()) {
        TopicDescription description = get("a topic", topic);
        if (description != null) topics.add(description);
      }
    }
    return topics;
  }

  /** Reads what is not known yet; it hardly changes within the minutes of a restart. */
  private void readMinInsync(Collection<TopicDescription> topics) throws InterruptedException, Unanswered {
    Set<String> names = topics.stream().map(TopicDescription::name).collect(Collectors.toCollection(TreeSet::new));
    names.removeAll(minInsync.keySet());
    for (List<String> batch : batches(names)) {
      List<ConfigResource> resources =
          batch.stream().map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name)).collect(Collectors.toList());
      for (var entry : admin.describeConfigs(resources).values().entrySet()) {
        var config = get("a topic's settings", entry.getValue());
        if (config == null) continue;
        minInsync.put(entry.getKey().name(), Integer.valueOf(config.get("min.insync.replicas").value()));
      }
    }
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

  private static Set<Integer> ids(Collection<Node> nodes) {
    return nodes.stream().map(Node::id).collect(Collectors.toCollection(TreeSet::new));
  }

  private static String brokers(Set<Integer> ids, Set<Integer> alive) {
    return ids.stream().map(id -> id + (alive.contains(id) ? "" : " (down)")).collect(Collectors.joining(", "));
  }

  private static List<List<String>> batches(Collection<String> names) {
    List<String> all = new ArrayList<>(new TreeSet<>(names));
    List<List<String>> batches = new ArrayList<>();
    for (int i = 0; i < all.size(); i += BATCH) batches.add(all.subList(i, Math.min(i + BATCH, all.size())));
    return batches;
  }

  private static List<String> firstOf(List<String> problems) {
    if (problems.size() <= NAMED_AT_MOST) return problems;
    List<String> first = new ArrayList<>(problems.subList(0, NAMED_AT_MOST));
    first.add("and " + (problems.size() - NAMED_AT_MOST) + " more");
    return first;
  }

  private static void say(String line) {
    System.out.println(line);
    // Whoever started this has gone, so nobody waits for the answer.
    if (System.out.checkError()) System.exit(1);
  }

  private static final class Judgement {
    /** May pass by waiting. */
    final List<String> problems = new ArrayList<>();
    /** Will not. */
    final List<String> hopeless = new ArrayList<>();
    boolean serves = true;
    String verdict = "";
  }

  /** This broker itself is asked, on its own host: who it is is no question. */
  private static final class AnyServer implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  private static final class Unanswered extends Exception {
    private static final long serialVersionUID = 1L;

    Unanswered(String message) {
      super(message);
    }
  }
}
