import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Names and fingerprints of certificates, and who has issued them. */
final class Certificates {
  private Certificates() {}

  static String named(X509Certificate certificate) {
    return "[" + certificate.getSubjectX500Principal().getName() + "]";
  }

  /** Names and addresses that it is for. */
  static List<String> names(X509Certificate certificate) throws GeneralSecurityException {
    List<String> names = new ArrayList<>();
    if (certificate.getSubjectAlternativeNames() == null) return names;
    for (List<?> name : certificate.getSubjectAlternativeNames()) {
      if (List.of(2, 7).contains(name.get(0))) names.add(((String) name.get(1)).toLowerCase(Locale.ROOT));
    }
    return names;
  }

  static String fingerprint(X509Certificate certificate) throws GeneralSecurityException {
    StringBuilder hex = new StringBuilder();
    for (byte one : MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded())) {
      hex.append(String.format("%02x", one));
    }
    return hex.toString();
  }

  /** Whether an issuer has signed a certificate. */
  static boolean signed(X509Certificate one, X509Certificate issuer) {
    try {
      one.verify(issuer.getPublicKey());
      return one.getIssuerX500Principal().equals(issuer.getSubjectX500Principal());
    } catch (GeneralSecurityException other) {
      return false;
    }
  }

  /** Whether one of the CAs has issued a chain, whatever day it is. */
  static boolean isTrusted(List<X509Certificate> chain, List<X509Certificate> cas) {
    for (int i = 0; i < chain.size(); i++) {
      X509Certificate one = chain.get(i);
      if (cas.stream().anyMatch(ca -> ca.equals(one) || signed(one, ca))) return true;
      if (i + 1 < chain.size() && !signed(one, chain.get(i + 1))) return false;
    }
    return false;
  }
}
