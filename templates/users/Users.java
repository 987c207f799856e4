import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialDeletion;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Brings users, their SCRAM credentials and their rights to the plan, and leaves all other users unchanged. Needs Java 11.
 * Passwords come from a file, never from the command line, and are never printed.
 *
 * <pre>
 * java -cp 'CLASSES:LIBS/*' Users --bootstrap HOST:PORT,… --wanted FILE --passwords FILE --timeout SECONDS
 *   [--client FILE]: properties of the client, for an INTERNAL with TLS
 * </pre>
 *
 * Lines of the wanted file: {@code mechanism NAME}, {@code user NAME}, {@code right USER RESOURCE PATTERN NAME OPERATION},
 * {@code removed USER}. Lines of the passwords: {@code USER PASSWORD}.
 *
 * Exit codes: 0 done; 75 not in time; 78 never.
 */
public final class Users {
  private static final int WELL = 0;
  private static final int LATE = 75;
  private static final int REFUSED = 78;
  /** Twice Kafka's minimum. */
  private static final int ITERATIONS = 8192;
  private static final int WAIT_MS = 1000;

  private final Admin admin;
  private final Map<String, String> passwords = new HashMap<>();
  private final Set<ScramMechanism> mechanisms = new TreeSet<>();
  /** By user; a removed user has none. */
  private final Map<String, Set<AclBinding>> rights = new TreeMap<>();
  private final Set<String> removed = new HashSet<>();
  /** Passwords are set once: from what Kafka keeps nobody can see whether they are the same. */
  private boolean passwordsAreSet;

  private Users(Admin admin, Path wanted, Path passwords) throws Exception {
    this.admin = admin;
    for (String line : Files.readAllLines(wanted)) read(line.split(" "));
    if (mechanisms.isEmpty()) return;
    for (String line : Files.readAllLines(passwords)) {
      int space = line.indexOf(' ');
      this.passwords.put(line.substring(0, space), line.substring(space + 1));
    }
  }

  public static void main(String[] args) throws Exception {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i + 1 < args.length; i += 2) options.put(args[i].substring(2), args[i + 1]);
    Properties client = new Properties();
    if (options.containsKey("client")) {
      try (InputStream file = Files.newInputStream(Path.of(options.get("client")))) {
        client.load(file);
      }
    }
    client.put("bootstrap.servers", options.get("bootstrap"));
    client.put("client.id", "kafka-users");
    client.put("request.timeout.ms", "10000");
    client.put("default.api.timeout.ms", "20000");
    Admin admin = Admin.create(client);
    Users users = new Users(admin, Path.of(options.get("wanted")), Path.of(options.get("passwords")));
    int code = users.apply(Long.parseLong(options.get("timeout")));
    // Closing would wait for requests to brokers that are gone.
    System.exit(code);
  }

  private void read(String[] words) {
    switch (words[0]) {
      case "mechanism":
        mechanisms.add(ScramMechanism.fromMechanismName(words[1]));
        break;
      case "user":
        rights.put(words[1], new HashSet<>());
        break;
      case "removed":
        rights.put(words[1], new HashSet<>());
        removed.add(words[1]);
        break;
      case "right":
        ResourceType type = ResourceType.valueOf(words[2]);
        ResourcePattern resource = new ResourcePattern(type, words[4], PatternType.valueOf(words[3]));
        rights.get(words[1]).add(new AclBinding(resource, allow(words[1], AclOperation.valueOf(words[5]))));
        break;
      default:
        throw new IllegalArgumentException(words[0]);
    }
  }

  private static AccessControlEntry allow(String user, AclOperation operation) {
    return new AccessControlEntry(principal(user), "*", operation, AclPermissionType.ALLOW);
  }

  private static String principal(String user) {
    return "User:" + user;
  }

  private int apply(long timeout) throws InterruptedException {
    long begin = System.nanoTime();
    String last = "";
    while (true) {
      String problem;
      try {
        if (reconcile()) return WELL;
        problem = "the cluster does not show the change yet";
      } catch (ExecutionException failure) {
        Throwable cause = failure.getCause();
        problem = cause.getClass().getSimpleName() + ": " + cause.getMessage();
        if (cause instanceof UnsupportedVersionException) {
          say("refused: the cluster keeps no SCRAM users, its metadata.version is older than 3.5: " + problem);
          return REFUSED;
        }
        if (!(cause instanceof RetriableException) && !problem.equals(last)) say("waiting: " + problem);
      }
      last = problem;
      if (System.nanoTime() - begin >= TimeUnit.SECONDS.toNanos(timeout)) {
        say("not after " + timeout + " s: " + problem);
        return LATE;
      }
      Thread.sleep(WAIT_MS);
    }
  }

  /** Changes what differs from the plan. @return whether nothing differed */
  private boolean reconcile() throws ExecutionException, InterruptedException {
    boolean changed = changeRights();
    changed |= changeCredentials();
    if (changed) return false;
    Collection<AclBinding> all = admin.describeAcls(AclBindingFilter.ANY).values().get();
    Set<String> others = all.stream().map(one -> one.entry().principal()).collect(Collectors.toCollection(TreeSet::new));
    for (String user : credentials().keySet()) others.add(principal(user));
    for (String user : rights.keySet()) others.remove(principal(user));
    for (String other : others) {
      say("left as it is, since it is not in the deployment file: " + other.replaceFirst("^User:", "user "));
    }
    return true;
  }

  /** Adds missing rights before it removes surplus ones: a right may be replaced by a wider one. */
  private boolean changeRights() throws ExecutionException, InterruptedException {
    Map<String, Set<AclBinding>> present = new HashMap<>();
    for (AclBinding one : admin.describeAcls(AclBindingFilter.ANY).values().get()) {
      present.computeIfAbsent(one.entry().principal(), key -> new HashSet<>()).add(one);
    }
    boolean changed = false;
    for (Map.Entry<String, Set<AclBinding>> entry : rights.entrySet()) {
      Set<AclBinding> missing = new HashSet<>(entry.getValue());
      Set<AclBinding> surplus = new HashSet<>(present.getOrDefault(principal(entry.getKey()), Set.of()));
      missing.removeAll(surplus);
      surplus.removeAll(entry.getValue());
      if (missing.isEmpty() && surplus.isEmpty()) continue;
      if (!missing.isEmpty()) admin.createAcls(missing).all().get();
      if (!surplus.isEmpty()) {
        admin.deleteAcls(surplus.stream().map(AclBinding::toFilter).collect(Collectors.toList())).all().get();
      }
      say("user " + entry.getKey() + ": " + missing.size() + " rights given, " + surplus.size() + " taken");
      changed = true;
    }
    return changed;
  }

  private boolean changeCredentials() throws ExecutionException, InterruptedException {
    Map<String, Set<ScramMechanism>> present = credentials();
    List<UserScramCredentialAlteration> alterations = new ArrayList<>();
    for (String user : rights.keySet()) {
      Set<ScramMechanism> has = present.getOrDefault(user, Set.of());
      Set<ScramMechanism> wanted = removed.contains(user) ? Set.of() : mechanisms;
      for (ScramMechanism one : wanted) {
        if (passwordsAreSet && has.contains(one)) continue;
        ScramCredentialInfo info = new ScramCredentialInfo(one, ITERATIONS);
        alterations.add(new UserScramCredentialUpsertion(user, info, passwords.get(user)));
        say("user " + user + ": password of " + one.mechanismName() + " is set");
      }
      for (ScramMechanism one : has) {
        if (wanted.contains(one)) continue;
        alterations.add(new UserScramCredentialDeletion(user, one));
        say("user " + user + ": password of " + one.mechanismName() + " is taken away");
      }
    }
    if (!alterations.isEmpty()) admin.alterUserScramCredentials(alterations).all().get();
    passwordsAreSet = true;
    return !alterations.isEmpty();
  }

  private Map<String, Set<ScramMechanism>> credentials() throws ExecutionException, InterruptedException {
    Map<String, Set<ScramMechanism>> found = new TreeMap<>();
    admin.describeUserScramCredentials().all().get().forEach((user, description) ->
        found.put(user, description.credentialInfos().stream()
            .map(ScramCredentialInfo::mechanism).collect(Collectors.toCollection(TreeSet::new))));
    return found;
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
