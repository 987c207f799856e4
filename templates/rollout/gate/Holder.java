import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Gets the permission to stop a broker, and keeps it until its standard input ends: then its operation has ended, whatever
 * ended it. It reads one command a line, and answers with a line that begins with @:
 *
 * <ul>
 *   <li>at first, and after "confirm": "@may-stop CODE UPTIME", when the others can do without the broker now. CODE is that
 *       of the gate before; UPTIME, in seconds since the host has booted, is from before the last proof that the permission
 *       is held. "@no CODE" otherwise, or when the permission is lost.
 *   <li>after "look": "@serves" when the broker is back and all of it in sync, "@away" when it does not serve, else "@behind"
 *   <li>"release": ends it
 * </ul>
 */
final class Holder {
  private static final long BEAT_MS = 5000;
  /** A judgement that is older than this is made again. */
  private static final long FRESH_MS = 3000;
  /** Seconds for a second judgement, once the permission is there. */
  private static final long SECOND_SECONDS = 10;

  /** How often a proof is tried. */
  private static final int PROOFS = 5;

  private final Gate gate;
  private final Cluster cluster;
  private final Permission permission;
  private final long timeout;
  private final BlockingQueue<String> commands = new LinkedBlockingQueue<>();
  private long judgedAt;
  private int code;

  /** @param timeout seconds to wait for the others and for the permission */
  Holder(Gate gate, Cluster cluster, Permission permission, long timeout) {
    this.gate = gate;
    this.cluster = cluster;
    this.permission = permission;
    this.timeout = timeout;
  }

  int run() throws InterruptedException {
    Thread reader = new Thread(this::read);
    reader.setDaemon(true);
    reader.start();
    try {
      if (!begin()) return code;
      mayStop();
      for (long beatAt = System.nanoTime(); ; ) {
        String command = commands.poll(BEAT_MS, TimeUnit.MILLISECONDS);
        if (TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beatAt) >= BEAT_MS) {
          if (isLost()) return lost();
          beatAt = System.nanoTime();
        }
        if (command == null) {
          continue;
        } else if (command.equals("confirm")) {
          confirm();
        } else if (command.equals("look")) {
          Judgement judgement = gate.look("back");
          Gate.say(!judgement.serves ? "@away" : judgement.problems.isEmpty() ? "@serves" : "@behind");
        } else {
          return Gate.WELL;
        }
      }
    } finally {
      release();
    }
  }

  private void read() {
    try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in))) {
      for (String line; (line = in.readLine()) != null; ) commands.add(line);
    } catch (IOException gone) {
      // As its end.
    }
    commands.add("release");
  }

  /** Waits until the others can do without the broker, then for the permission, and judges again while it holds that. */
  private boolean begin() throws InterruptedException {
    long begin = System.nanoTime();
    String last = "";
    while (true) {
      long left = timeout - TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
      code = gate.await("before", 1, Math.max(0, left));
      if (!well()) return false;
      String reason = acquire();
      if (reason.isEmpty()) {
        judge(SECOND_SECONDS);
        if (well()) return true;
        if (code == Gate.REFUSED) return false;
        release();
      } else if (code == Gate.REFUSED) {
        Gate.say("refused: " + reason);
        return false;
      } else if (!reason.equals(last)) {
        Gate.say("waiting: " + reason);
        last = reason;
      }
      if (left <= 0) {
        Gate.say("not after " + timeout + " s: " + (reason.isEmpty() ? "see above" : reason));
        code = Gate.LATE;
        return false;
      }
      String command = commands.poll(300, TimeUnit.MILLISECONDS);
      if (command != null && !command.equals("confirm")) {
        code = Gate.LATE; // nobody waits any more
        return false;
      }
    }
  }

  /** @return empty with the permission, else why not; code is REFUSED when there is no use in waiting */
  private String acquire() throws InterruptedException {
    try {
      Set<Integer> others = cluster.alive();
      others.remove(gate.node());
      if (!others.isEmpty() && !cluster.deletesTopics(others.iterator().next())) {
        code = Gate.REFUSED;
        return "delete.topic.enable is false, so that an operation could not give the permission to stop a broker back";
      }
      return permission.acquire(others);
    } catch (Unanswered unanswered) {
      return unanswered.getMessage();
    }
  }

  private boolean well() {
    return code == Gate.WELL || code == Gate.WELL_NOT_SERVING;
  }

  private void judge(long seconds) throws InterruptedException {
    code = gate.await("before", Gate.ROUNDS, seconds);
    judgedAt = System.nanoTime();
  }

  private void confirm() throws InterruptedException {
    boolean fresh = well() && TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - judgedAt) < FRESH_MS;
    if (!fresh) judge(timeout);
    mayStop();
  }

  private void mayStop() throws InterruptedException {
    String uptime = uptime();
    for (int tries = PROOFS; well(); uptime = uptime()) {
      try {
        if (permission.renew()) break;
        code = lost();
      } catch (Unanswered unanswered) {
        if (--tries == 0) {
          Gate.say(unanswered.getMessage());
          code = Gate.LATE;
        }
      }
    }
    Gate.say(well() ? "@may-stop " + code + " " + uptime : "@no " + code);
  }

  /** Between two proofs no answer is no loss: the lease goes on for a while. */
  private boolean isLost() throws InterruptedException {
    try {
      return !permission.renew();
    } catch (Unanswered unanswered) {
      return false;
    }
  }

  private int lost() {
    Gate.say("the permission to stop this broker is lost: this operation was silent for too long");
    return Gate.LATE;
  }

  private void release() throws InterruptedException {
    try {
      permission.release();
    } catch (Unanswered unanswered) {
      // It ends by itself: nobody renews it.
    }
  }

  /** Goes on while a host sleeps, as the clock of others does. */
  private static String uptime() {
    try {
      return Files.readString(Path.of("/proc/uptime")).split("[. ]")[0];
    } catch (IOException none) {
      return "0";
    }
  }
}
