import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.List;

/** Judges whether a key and a chain belong together and are for a host, and who has issued them. */
final class KeyStoreCheck {
  /** Extended key usages. */
  private static final String SERVERS = "1.3.6.1.5.5.7.3.1";

  private static final String CLIENTS = "1.3.6.1.5.5.7.3.2";

  private final PrivateKey key;
  private final List<X509Certificate> chain;
  private final List<String> problems;

  /**
   * @param key null when it cannot be read
   * @param problems where to add what is wrong
   */
  KeyStoreCheck(PrivateKey key, List<X509Certificate> chain, List<String> problems) {
    this.key = key;
    this.chain = chain;
    this.problems = problems;
  }

  /** Whether all belong together, are valid now, and are for these names or addresses. */
  void check(List<String> names) throws GeneralSecurityException {
    if (chain.isEmpty()) return;
    X509Certificate own = chain.get(0);
    if (key != null && !belongs(own)) {
      problems.add("the key is not that of the first certificate, " + Certificates.named(own));
    }
    Date now = new Date();
    for (int i = 0; i < chain.size(); i++) {
      X509Certificate one = chain.get(i);
      String name = Certificates.named(one);
      if (now.after(one.getNotAfter())) problems.add(name + " has expired: " + one.getNotAfter().toInstant());
      if (now.before(one.getNotBefore())) {
        problems.add(name + " is not valid before " + one.getNotBefore().toInstant());
      }
      if (i > 0 && !Certificates.signed(chain.get(i - 1), one)) {
        problems.add(name + " has not issued " + Certificates.named(chain.get(i - 1)) + ", which is before it in the file");
      }
    }
    List<String> has = Certificates.names(own);
    for (String name : names) {
      if (has.stream().noneMatch(pattern -> covers(pattern, name))) {
        problems.add(Certificates.named(own) + " is not for " + name + ", but for: " + String.join(", ", has));
      }
    }
  }

  /** Whether one of these CAs has issued it, and for both ends of a connection. */
  void checkIssuer(List<X509Certificate> cas) throws GeneralSecurityException {
    if (chain.isEmpty()) return;
    X509Certificate own = chain.get(0);
    if (!Certificates.isTrusted(chain, cas)) {
      problems.add("none of the trusted CAs has issued " + Certificates.named(own));
    }
    List<String> usage = own.getExtendedKeyUsage();
    if (usage != null && !usage.containsAll(List.of(SERVERS, CLIENTS))) {
      problems.add(Certificates.named(own) + " is not for both clients and servers (extended key usage)");
    }
  }

  String description() throws GeneralSecurityException {
    X509Certificate own = chain.get(0);
    return Certificates.named(own) + ", for " + String.join(", ", Certificates.names(own)) + ", until "
        + own.getNotAfter().toInstant() + ", SHA-256 " + Certificates.fingerprint(own);
  }

  private boolean belongs(X509Certificate certificate) throws GeneralSecurityException {
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

  /** An asterisk stands for one label. */
  private static boolean covers(String pattern, String name) {
    if (!pattern.startsWith("*.")) return pattern.equals(name);
    return name.indexOf('.') > 0 && name.substring(name.indexOf('.')).equals(pattern.substring(1));
  }
}
