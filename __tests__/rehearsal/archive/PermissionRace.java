import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;

/** Operations that race for the permission to stop a broker, on a real cluster: {@code race BOOTSTRAP ROUNDS}, {@code lease BOOTSTRAP}. */
public final class PermissionRace {
  private static final List<Integer> OTHERS = List.of(1, 2, 3);

  public static void main(String[] args) throws Exception {
    if (args[0].equals("race")) race(args[1], Integer.parseInt(args[2]));
    else lease(args[1]);
    System.exit(0);
  }

  private static void race(String bootstrap, int rounds) throws Exception {
    AtomicInteger holders = new AtomicInteger();
    AtomicInteger got = new AtomicInteger();
    AtomicInteger together = new AtomicInteger();
    AtomicInteger unproved = new AtomicInteger();
    Thread[] operations = new Thread[2];
    for (int i = 0; i < operations.length; i++) {
      int node = i + 1;
      operations[i] = new Thread(() -> {
        try (Admin admin = admin(bootstrap)) {
          for (int round = 0; round < rounds; round++) {
            Permission permission = new Permission(admin, node);
            while (!granted(permission)) Thread.sleep(5);
            if (holders.incrementAndGet() > 1) together.incrementAndGet();
            if (!permission.renew()) unproved.incrementAndGet();
            got.incrementAndGet();
            holders.decrementAndGet();
            permission.release();
          }
        } catch (Exception failure) {
          failure.printStackTrace();
        }
      });
      operations[i].start();
    }
    for (Thread operation : operations) operation.join();
    System.out.println("got " + got + ", together " + together + ", unproved " + unproved);
  }

  private static void lease(String bootstrap) throws Exception {
    try (Admin admin = admin(bootstrap)) {
      Permission living = new Permission(admin, 1);
      granted(living);
      Permission waiting = new Permission(admin, 2);
      boolean taken = false;
      for (int i = 0; i < 45; i++) {
        if (i % 5 == 0) living.renew();
        taken |= granted(waiting);
        Thread.sleep(1000);
      }
      System.out.println("living holder: taken " + taken + ", still held " + living.renew());
      long silent = System.nanoTime();
      while (!granted(waiting)) Thread.sleep(500);
      long seconds = (System.nanoTime() - silent) / 1_000_000_000L;
      System.out.println("dead holder: not before the lease ends " + (seconds >= 29) + ", old holder knows " + !living.renew());
      living.release();
      System.out.println("the new holder keeps it " + waiting.renew());
      waiting.release();
    }
  }

  private static boolean granted(Permission permission) throws InterruptedException {
    try {
      return permission.acquire(OTHERS).isEmpty();
    } catch (Unanswered unanswered) {
      System.out.println(unanswered.getMessage());
      return false;
    }
  }

  private static Admin admin(String bootstrap) {
    return Admin.create(Map.of("bootstrap.servers", bootstrap));
  }
}
