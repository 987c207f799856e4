import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Judges a file with a private key, its certificate and those of the issuers, and whether servers use it. Needs a JDK 11,
 * and nothing of Kafka's. Prints a line for each problem, and never anything of the key.
 *
 * <pre>
 * java Certificate.java check FILE NAME …: all belong together, are valid now, and are for these names or addresses
 * java Certificate.java served FILE SECONDS PORT …: these ports of this host come to serve it within that time
 * </pre>
 *
 * Where both ends of a connection have a certificate of a private CA, and CAS is a file with those that are trusted:
 *
 * <pre>
 * java Certificate.java internal FILE CAS NAME …: as check; and one of these CAs has issued it, for clients and servers
 * java Certificate.java mutual FILE CAS SECONDS HOST:PORT …: the servers there come to accept it, and to serve a
 *   certificate of these CAs, within that time; on localhost this very certificate
 * </pre>
 *
 * Exit codes: 0 all of it is so; 75 not in time; 78 never.
 */
public final class Certificate {
  private static final int LATE = 75;
  private static final int REFUSED = 78;
  private static final int WAIT_MS = 500;

  private final List<String> problems = new ArrayList<>();
  private final PrivateKey key;
  private final List<X509Certificate> chain;

  private Certificate(String file) throws GeneralSecurityException, IOException {
    PemFile pem = new PemFile(Files.readString(Path.of(file)), problems);
    chain = pem.certificates();
    key = pem.key();
  }

  public static void main(String[] args) throws Exception {
    new Certificate(args[1]).run(args[0], List.of(args).subList(2, args.length));
  }

  private void run(String mode, List<String> rest) throws Exception {
    KeyStoreCheck check = new KeyStoreCheck(key, chain, problems);
    boolean isPrivate = List.of("internal", "mutual").contains(mode);
    List<String> others = isPrivate ? rest.subList(1, rest.size()) : rest;
    if (List.of("check", "internal").contains(mode)) check.check(others);
    List<X509Certificate> cas = isPrivate ? certificatesIn(rest.get(0)) : List.of();
    if (mode.equals("internal")) check.checkIssuer(cas);
    if (!problems.isEmpty()) {
      for (String problem : problems) System.out.println(problem);
      System.exit(REFUSED);
    }
    ServerProbe probe = new ServerProbe(key, chain, cas);
    switch (mode) {
      case "served":
        await(others, probe::isServed);
        break;
      case "mutual":
        await(others, probe::isMutual);
        break;
      default:
        System.out.println(check.description());
    }
  }

  private List<X509Certificate> certificatesIn(String file) throws GeneralSecurityException, IOException {
    return new PemFile(Files.readString(Path.of(file)), problems).certificates();
  }

  /** @param rest seconds, then places; asks each until all is well or the time is up */
  private static void await(List<String> rest, Question question) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.parseLong(rest.get(0)));
    for (String place : rest.subList(1, rest.size())) {
      String problem;
      while ((problem = question.ask(place)) != null) {
        if (System.nanoTime() > end) {
          System.out.println("port " + place + " " + problem);
          System.exit(LATE);
        }
        Thread.sleep(WAIT_MS);
      }
    }
  }

  private interface Question {
    /** @return null, or what is wrong there */
    String ask(String place) throws Exception;
  }
}
