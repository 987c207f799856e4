import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Judges a file with a private key, its certificate and those of the issuers, and who serves by it. Needs a JDK 11, and
 * nothing of Kafka's. Prints a line for each problem, and never anything of the key.
 *
 * <pre>
 * java Certificate.java check FILE NAME …: all belong together, are valid now, and are for these names or addresses
 * java Certificate.java served FILE SECONDS PORT …: these ports of this host come to serve by it in that time
 * </pre>
 *
 * Where both ends of a connection have a certificate of a private CA, and CAS is a file with those that are trusted:
 *
 * <pre>
 * java Certificate.java internal FILE CAS NAME …: as check; and one of these CAs has issued it, for clients and servers
 * java Certificate.java mutual FILE CAS SECONDS HOST:PORT …: whoever listens there comes to accept it, and to serve by a
 *   certificate of these CAs, in that time; on localhost by this very certificate
 * </pre>
 *
 * Exit codes: 0 so it is; 75 not in time; 78 never.
 */
public final class Certificate {
  private static final int LATE = 75;
  private static final int REFUSED = 78;
  private static final int PATIENCE_MS = 5000;
  private static final int WAIT_MS = 500;
  /** Extended key usages. */
  private static final String SERVERS = "1.3.6.1.5.5.7.3.1";

  private static final String CLIENTS = "1.3.6.1.5.5.7.3.2";
  private static final Pattern KEY = block("PRIVATE KEY");
  private static final Pattern CERTIFICATE = block("CERTIFICATE");

  private final List<String> problems = new ArrayList<>();
  private final String text;
  private final List<X509Certificate> chain;
  /** CAs, where they are private. */
  private List<X509Certificate> trusted = List.of();

  private Certificate(Path file) throws Exception {
    text = Files.readString(file);
    chain = certificates(text);
  }

  private List<X509Certificate> certificates(String text) throws Exception {
    List<X509Certificate> chain = new ArrayList<>();
    for (Matcher found = CERTIFICATE.matcher(text); found.find(); ) {
      try {
        ByteArrayInputStream bytes = new ByteArrayInputStream(decoded(found.group(1)));
        chain.add((X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(bytes));
      } catch (GeneralSecurityException | IllegalArgumentException broken) {
        problems.add("certificate " + (chain.size() + 1) + " cannot be read");
        break;
      }
    }
    if (chain.isEmpty() && problems.isEmpty()) problems.add("there is no certificate: a PEM block CERTIFICATE");
    return chain;
  }

  public static void main(String[] args) throws Exception {
    List<String> rest = List.of(args).subList(2, args.length);
    Certificate certificate = new Certificate(Path.of(args[1]));
    switch (args[0]) {
      case "check":
        certificate.check(rest);
        break;
      case "internal":
        certificate.check(rest.subList(1, rest.size()));
        certificate.checkIssuer(Path.of(rest.get(0)));
        break;
      case "mutual":
        certificate.trusted = certificate.certificates(Files.readString(Path.of(rest.get(0))));
        rest = rest.subList(1, rest.size());
        break;
      default:
    }
    if (!certificate.problems.isEmpty()) {
      for (String problem : certificate.problems) System.out.println(problem);
      System.exit(REFUSED);
    }
    switch (args[0]) {
      case "served":
        certificate.await(rest, certificate::isServed);
        break;
      case "mutual":
        certificate.await(rest, certificate::isMutual);
        break;
      default:
        System.out.println(certificate.description());
    }
  }

  /** @param rest seconds, then places; asks each until all is well or the time is up */
  private void await(List<String> rest, Question question) throws Exception {
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

  private static Pattern block(String name) {
    return Pattern.compile("-----BEGIN " + name + "-----([^-]+)-----END " + name + "-----");
  }

  private void check(List<String> names) throws GeneralSecurityException {
    PrivateKey key = key();
    if (chain.isEmpty()) return;
    X509Certificate own = chain.get(0);
    if (key != null && !belongs(key, own)) problems.add("the key is not that of the first certificate, " + named(own));
    Date now = new Date();
    for (int i = 0; i < chain.size(); i++) {
      X509Certificate one = chain.get(i);
      if (now.after(one.getNotAfter())) problems.add(named(one) + " has expired: " + one.getNotAfter().toInstant());
      if (now.before(one.getNotBefore())) {
        problems.add(named(one) + " is not valid before " + one.getNotBefore().toInstant());
      }
      if (i > 0 && !signed(chain.get(i - 1), one)) {
        problems.add(named(one) + " has not issued " + named(chain.get(i - 1)) + ", which stands before it");
      }
    }
    List<String> has = names(own);
    for (String name : names) {
      if (has.stream().noneMatch(pattern -> covers(pattern, name))) {
        problems.add(named(own) + " is not for " + name + ", but for: " + String.join(", ", has));
      }
    }
  }

  /** Kafka reads PKCS #8 only. */
  private PrivateKey key() throws GeneralSecurityException {
    Matcher found = KEY.matcher(text);
    if (!found.find()) {
      problems.add("there is no private key in PKCS #8 without a password: a PEM block PRIVATE KEY");
      return null;
    }
    for (String algorithm : List.of("RSA", "EC")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(decoded(found.group(1))));
      } catch (GeneralSecurityException | IllegalArgumentException other) {
        continue;
      }
    }
    problems.add("the private key is neither RSA nor EC, or cannot be read");
    return null;
  }

  private static byte[] decoded(String base64) {
    return Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
  }

  private static boolean belongs(PrivateKey key, X509Certificate certificate) throws GeneralSecurityException {
    if (!key.getAlgorithm().equals(certificate.getPublicKey().getAlgorithm())) return false;
    Signature signature = Signature.getInstance("SHA256with" + (key.getAlgorithm().equals("EC") ? "ECDSA" : "RSA"));
    byte[] something = {1, 2, 3};
    signature.initSign(key);
    signature.update(something);
    byte[] signed = signature.sign();
    signature.initVerify(certificate.getPublicKey());
    signature.update(something);
    try {
      return signature.verify(signed);
    } catch (GeneralSecurityException otherLength) {
      return false;
    }
  }

  private static boolean signed(X509Certificate one, X509Certificate issuer) {
    try {
      one.verify(issuer.getPublicKey());
      return one.getIssuerX500Principal().equals(issuer.getSubjectX500Principal());
    } catch (GeneralSecurityException other) {
      return false;
    }
  }

  /** By which CA, and for which end of a connection. */
  private void checkIssuer(Path cas) throws Exception {
    if (chain.isEmpty()) return;
    trusted = certificates(Files.readString(cas));
    X509Certificate own = chain.get(0);
    if (!isTrusted(chain)) problems.add("none of the CAs that are trusted has issued " + named(own));
    List<String> usage = own.getExtendedKeyUsage();
    if (usage != null && !usage.containsAll(List.of(SERVERS, CLIENTS))) {
      problems.add(named(own) + " is not for both clients and servers (extended key usage)");
    }
  }

  /** Whether one of the CAs has issued it, whatever day it is. */
  private boolean isTrusted(List<X509Certificate> chain) {
    for (int i = 0; i < chain.size(); i++) {
      X509Certificate one = chain.get(i);
      if (trusted.stream().anyMatch(ca -> ca.equals(one) || signed(one, ca))) return true;
      if (i + 1 < chain.size() && !signed(one, chain.get(i + 1))) return false;
    }
    return false;
  }

  /** Names and addresses that it is for. */
  private static List<String> names(X509Certificate certificate) throws GeneralSecurityException {
    List<String> names = new ArrayList<>();
    if (certificate.getSubjectAlternativeNames() == null) return names;
    for (List<?> name : certificate.getSubjectAlternativeNames()) {
      if (List.of(2, 7).contains(name.get(0))) names.add(((String) name.get(1)).toLowerCase(Locale.ROOT));
    }
    return names;
  }

  /** An asterisk stands for one label. */
  private static boolean covers(String pattern, String name) {
    if (!pattern.startsWith("*.")) return pattern.equals(name);
    return name.indexOf('.') > 0 && name.substring(name.indexOf('.')).equals(pattern.substring(1));
  }

  private String description() throws GeneralSecurityException {
    X509Certificate own = chain.get(0);
    return named(own) + ", for " + String.join(", ", names(own)) + ", until " + own.getNotAfter().toInstant()
        + ", SHA-256 " + fingerprint(own);
  }

  private static String named(X509Certificate certificate) {
    return "[" + certificate.getSubjectX500Principal().getName() + "]";
  }

  private static String fingerprint(X509Certificate certificate) throws GeneralSecurityException {
    StringBuilder hex = new StringBuilder();
    for (byte one : MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded())) {
      hex.append(String.format("%02x", one));
    }
    return hex.toString();
  }

  /** @return null, or what the port of this host does instead */
  private String isServed(String port) throws GeneralSecurityException {
    try (Socket plain = connected("localhost", port)) {
      SSLSocket socket = secured(plain, null);
      return servesByThis((X509Certificate) socket.getSession().getPeerCertificates()[0]);
    } catch (IOException failure) {
      return "does not serve: " + failure.getMessage();
    }
  }

  private String servesByThis(X509Certificate served) throws GeneralSecurityException {
    if (served.equals(chain.get(0))) return null;
    return "serves by another certificate: " + named(served) + ", SHA-256 " + fingerprint(served);
  }

  /** @return null, or what is wrong between who listens there and this host */
  private String isMutual(String place) throws Exception {
    int colon = place.lastIndexOf(':');
    Socket plain;
    try {
      plain = connected(place.substring(0, colon), place.substring(colon + 1));
    } catch (IOException nobody) {
      return null; // a broker that is down will read the files at its start
    }
    try (plain) {
      SSLSocket socket = secured(plain, keyManagers());
      // With TLS 1.3, whether it accepts a client's certificate shows in its first answer only.
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.writeInt(10); // bytes that follow
      out.writeShort(18); // ApiVersions
      out.writeShort(0); // its version
      out.writeInt(1); // correlation
      out.writeShort(-1); // no client id
      out.flush();
      new DataInputStream(socket.getInputStream()).readInt();
      List<X509Certificate> served = new ArrayList<>();
      for (var one : socket.getSession().getPeerCertificates()) served.add((X509Certificate) one);
      if (place.startsWith("localhost:")) return servesByThis(served.get(0));
      return isTrusted(served) ? null : "serves by a certificate of none of the CAs: " + named(served.get(0));
    } catch (IOException failure) {
      return "does not accept this certificate: " + failure;
    }
  }

  private KeyManager[] keyManagers() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("own", key(), new char[0], chain.toArray(new X509Certificate[0]));
    KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, new char[0]);
    return factory.getKeyManagers();
  }

  private static Socket connected(String host, String port) throws IOException {
    Socket plain = new Socket();
    try {
      plain.connect(new InetSocketAddress(host, Integer.parseInt(port)), PATIENCE_MS);
      plain.setSoTimeout(PATIENCE_MS);
      return plain;
    } catch (IOException failure) {
      plain.close();
      throw failure;
    }
  }

  private static SSLSocket secured(Socket plain, KeyManager[] own) throws GeneralSecurityException, IOException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own, new TrustManager[] {new AnyServer()}, null);
    SSLSocketFactory factory = context.getSocketFactory();
    SSLSocket socket = (SSLSocket) factory.createSocket(plain, "localhost", plain.getPort(), true);
    socket.startHandshake();
    return socket;
  }

  /** Which certificate it is will be seen; whether to trust it is not the question. */
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
}
