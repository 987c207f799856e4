import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/**
 * Judges a cluster before and after one of its brokers restarts: asks in one JVM until all is well or the time is up.
 * Needs Java 11 and the API that Kafka's Admin client has had since 3.7.
 *
 * <pre>
 * java -cp 'CLASSES:LIBS/*' Gate before --node ID --bootstrap HOST:PORT,… --timeout SECONDS --allow-unavailable BOOLEAN
 * java -cp 'CLASSES:LIBS/*' Gate before … --hold true: gets the permission to stop the broker, and keeps it ({@link Holder})
 * java -cp 'CLASSES:LIBS/*' Gate after --node ID --bootstrap HOST:PORT,… --timeout SECONDS
 *   --listeners HOST:PORT,… --advertised HOST:PORT,… --logins NAME:MECHANISM[:TLS],…, one for each listener;
 *   without a login: NAME:none; TLS is "tls", "no-certificate" until one is delivered, or "mutual" where
 *   clients need a certificate themselves
 * java -cp 'CLASSES:LIBS/*' Gate advertised …, as after: only what this broker itself advertises on these listeners
 * </pre>
 *
 * <p>With "--quorum false" the cluster has no quorum of controllers, but ZooKeeper. "--client FILE" are properties of the
 * client, for an INTERNAL with authentication or TLS.
 *
 * <p>Exit codes: 0 all is well; 3 before only: all is well, and the broker does not serve anyway; 75 not in time;
 * 78 never.
 */
public final class Gate {
  static final int WELL = 0;
  static final int WELL_NOT_SERVING = 3;
  static final int LATE = 75;
  static final int REFUSED = 78;
  /**
   * Between two looks, when all is well at the first: a little more than a voter's request may wait at the leader
   * (500 ms), so that each voter asks again meanwhile.
   */
  private static final int PAUSE_MS = 600;
  /** Between two looks, when it is not. */
  private static final int WAIT_MS = 200;
  /** What is well at one look only may be between two failures. */
  static final int ROUNDS = 2;
  private static final int NAMED_AT_MOST = 40;

  private final Map<String, String> options;
  private final Judge judge;

  private Gate(Map<String, String> options, Judge judge) {
    this.options = options;
    this.judge = judge;
  }

  public static void main(String[] args) throws Exception {
    Map<String, String> options = new HashMap<>();
    for (int i = 1; i + 1 < args.length; i += 2) options.put(args[i].substring(2), args[i + 1]);
    Admin admin = Admin.create(client(options));
    Cluster cluster = new Cluster(admin);
    Gate gate = new Gate(options, new Judge(options, cluster));
    Permission permission = new Permission(admin, gate.node());
    int code =
        options.containsKey("hold")
            ? new Holder(gate, cluster, permission, gate.seconds()).run()
            : gate.await(args[0], ROUNDS, gate.seconds());
    // Closing would wait for requests to brokers that are gone.
    System.exit(code);
  }

  private static Properties client(Map<String, String> options) throws IOException {
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
    return client;
  }

  int node() {
    return Integer.parseInt(options.get("node"));
  }

  private long seconds() {
    return Long.parseLong(options.get("timeout"));
  }

  /** One look, of which nothing is printed. */
  Judgement look(String mode) throws InterruptedException {
    judge.forgetLastLook();
    return judge.judge(mode);
  }

  /** @param rounds how many looks in a row must be well */
  int await(String mode, int rounds, long timeout) throws InterruptedException {
    long begin = System.nanoTime();
    long printedAt = begin;
    String last = "";
    for (int wellRounds = 0; ; ) {
      Judgement judgement = judge.judge(mode);
      if (!judgement.hopeless.isEmpty()) {
        for (String reason : firstOf(judgement.hopeless)) say("refused: " + reason);
        return REFUSED;
      }
      wellRounds = judgement.problems.isEmpty() ? wellRounds + 1 : 0;
      if (wellRounds == rounds) {
        say(judgement.verdict);
        return judgement.serves ? WELL : WELL_NOT_SERVING;
      }
      long now = System.nanoTime();
      if (wellRounds == 0) {
        judge.forgetLastLook();
        long seconds = TimeUnit.NANOSECONDS.toSeconds(now - begin);
        if (seconds >= timeout) {
          say("not after " + timeout + " s:");
          for (String problem : firstOf(judgement.problems)) say("  " + problem);
          return LATE;
        }
        String first = judgement.problems.get(0);
        if (!first.equals(last) || now - printedAt > TimeUnit.SECONDS.toNanos(4)) {
          int more = judgement.problems.size() - 1;
          say("waiting, " + seconds + " s: " + first + (more > 0 ? " (and " + more + " more)" : ""));
          printedAt = now;
          last = first;
        }
      }
      Thread.sleep(wellRounds == 0 ? WAIT_MS : PAUSE_MS);
    }
  }

  private static List<String> firstOf(List<String> problems) {
    if (problems.size() <= NAMED_AT_MOST) return problems;
    List<String> first = new ArrayList<>(problems.subList(0, NAMED_AT_MOST));
    first.add("and " + (problems.size() - NAMED_AT_MOST) + " more");
    return first;
  }

  static void say(String line) {
    System.out.println(line);
    // The process that started this one has gone: nobody waits for the answer.
    if (System.out.checkError()) System.exit(1);
  }
}
