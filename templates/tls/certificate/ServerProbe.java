import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Connects to servers by TLS, and looks at which certificate they serve. */
final class ServerProbe {
  private static final int PATIENCE_MS = 5000;

  private final PrivateKey key;
  private final List<X509Certificate> chain;
  private final List<X509Certificate> cas;

  /** @param cas private CAs that servers may have certificates of; empty where there are none */
  ServerProbe(PrivateKey key, List<X509Certificate> chain, List<X509Certificate> cas) {
    this.key = key;
    this.chain = chain;
    this.cas = cas;
  }

  /** @return null, or what the port of this host does instead of serving this certificate */
  String isServed(String port) throws GeneralSecurityException {
    try (Socket plain = connected("localhost", port)) {
      SSLSocket socket = secured(plain, null);
      return servesThis((X509Certificate) socket.getSession().getPeerCertificates()[0]);
    } catch (IOException failure) {
      return "does not serve: " + failure.getMessage();
    }
  }

  /** @return null, or what is wrong between this host and the server at HOST:PORT */
  String isMutual(String place) throws GeneralSecurityException, IOException {
    int colon = place.lastIndexOf(':');
    Socket plain;
    try {
      plain = connected(place.substring(0, colon), place.substring(colon + 1));
    } catch (IOException nobody) {
      return null; // a broker that is down will read the files at its start
    }
    try (plain) {
      SSLSocket socket = secured(plain, keyManagers());
      // With TLS 1.3, a server's first answer is what shows whether it accepts a client's certificate.
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
      if (place.startsWith("localhost:")) return servesThis(served.get(0));
      if (Certificates.isTrusted(served, cas)) return null;
      return "serves a certificate from none of the CAs: " + Certificates.named(served.get(0));
    } catch (IOException failure) {
      return "does not accept this certificate: " + failure;
    }
  }

  private String servesThis(X509Certificate served) throws GeneralSecurityException {
    if (served.equals(chain.get(0))) return null;
    return "serves another certificate: " + Certificates.named(served) + ", SHA-256 "
        + Certificates.fingerprint(served);
  }

  private KeyManager[] keyManagers() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("own", key, new char[0], chain.toArray(new X509Certificate[0]));
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

  /** Trusts any certificate: which one is served is looked at afterwards. */
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
