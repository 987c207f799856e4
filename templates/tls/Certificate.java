import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
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
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Judges a file with a private key, its certificate and those of the issuers, and who serves by it. Needs a JDK 11, and
 * nothing of Kafka's. Prints a line for each problem, and never anything of the key.
 *
 * <pre>
 * java Certificate.java check FILE NAME …: all belong together, are valid now, and are for these names
 * java Certificate.java served FILE SECONDS PORT …: these ports of this host come to serve by it in that time
 * </pre>
 *
 * Exit codes: 0 so it is; 75 not in time; 78 never.
 */
public final class Certificate {
  private static final int LATE = 75;
  private static final int REFUSED = 78;
  private static final int PATIENCE_MS = 5000;
  private static final int WAIT_MS = 500;
  private static final Pattern KEY = block("PRIVATE KEY");
  private static final Pattern CERTIFICATE = block("CERTIFICATE");

  private final List<String> problems = new ArrayList<>();
  private final String text;
  private final List<X509Certificate> chain = new ArrayList<>();

  private Certificate(Path file) throws Exception {
    text = Files.readString(file);
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
  }

  public static void main(String[] args) throws Exception {
    Certificate certificate = new Certificate(Path.of(args[1]));
    if (args[0].equals("check")) certificate.check(List.of(args).subList(2, args.length));
    if (!certificate.problems.isEmpty()) {
      for (String problem : certificate.problems) System.out.println(problem);
      System.exit(REFUSED);
    }
    if (args[0].equals("check")) {
      System.out.println(certificate.description());
      return;
    }
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.parseLong(args[2]));
    for (String port : List.of(args).subList(3, args.length)) {
      String problem;
      while ((problem = certificate.isServed(Integer.parseInt(port))) != null) {
        if (System.nanoTime() > end) {
          System.out.println("port " + port + " " + problem);
          System.exit(LATE);
        }
        Thread.sleep(WAIT_MS);
      }
    }
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
    List<String> has = dnsNames(own);
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

  private static List<String> dnsNames(X509Certificate certificate) throws GeneralSecurityException {
    List<String> names = new ArrayList<>();
    if (certificate.getSubjectAlternativeNames() == null) return names;
    for (List<?> name : certificate.getSubjectAlternativeNames()) {
      if (name.get(0).equals(2)) names.add(((String) name.get(1)).toLowerCase(Locale.ROOT));
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
    return named(own) + ", for " + String.join(", ", dnsNames(own)) + ", until " + own.getNotAfter().toInstant()
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

  /** @return null, or what the port does instead */
  private String isServed(int port) throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new AnyServer()}, null);
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MS);
      plain.setSoTimeout(PATIENCE_MS);
      SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, "localhost", port, true);
      socket.startHandshake();
      X509Certificate served = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      if (served.equals(chain.get(0))) return null;
      return "serves by another certificate: " + named(served) + ", SHA-256 " + fingerprint(served);
    } catch (IOException failure) {
      return "does not serve: " + failure.getMessage();
    }
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
