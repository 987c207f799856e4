import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a private key and certificates from a text in PEM. */
final class PemFile {
  private static final Pattern KEY = block("PRIVATE KEY");
  private static final Pattern CERTIFICATE = block("CERTIFICATE");

  private final String text;
  private final List<String> problems;

  /** @param problems where to add what cannot be read */
  PemFile(String text, List<String> problems) {
    this.text = text;
    this.problems = problems;
  }

  /** All certificates up to the first that cannot be read, in the order of the file. */
  List<X509Certificate> certificates() throws GeneralSecurityException {
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

  /** @return null when there is none that can be read; Kafka reads PKCS #8 only */
  PrivateKey key() {
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

  private static Pattern block(String name) {
    return Pattern.compile("-----BEGIN " + name + "-----([^-]+)-----END " + name + "-----");
  }
}
