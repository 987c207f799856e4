import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Probes the listeners of a broker on its own host, as clients do: what each offers, and what the broker advertises there. */
final class ListenerProbe {
  private static final int ANSWER_MS = 5000;

  private final Map<String, String> options;
  private final Cluster cluster;
  private final int node;

  ListenerProbe(Map<String, String> options, Cluster cluster, int node) {
    this.options = options;
    this.cluster = cluster;
    this.node = node;
  }

  /** What is not as planned, on all listeners. */
  List<String> problems() throws InterruptedException, Unanswered {
    String[] listeners = options.get("listeners").split(",");
    String[] expected = options.get("advertised").split(",");
    String[] logins = options.get("logins").split(",");
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < listeners.length; i++) {
      if (listeners[i].isEmpty()) continue;
      String[] login = logins[i].split(":");
      boolean tls = login.length > 2;
      if (tls && Set.of("no-certificate", "mutual").contains(login[2])) {
        problems.addAll(isOpen(listeners[i]));
        problems.addAll(advertisesBySettings(login[0], expected[i]));
      } else if (login[1].equals("none")) {
        problems.addAll(advertises(listeners[i], tls, expected[i]));
      } else {
        // Metadata needs a login here, and the first users come after the last broker: the login has to be offered.
        problems.addAll(offersLogin(listeners[i], tls, login[1]));
        problems.addAll(advertisesBySettings(login[0], expected[i]));
      }
    }
    return problems;
  }

  /** One metadata request, written here: the Admin client would go on to the advertised names, which may not resolve. */
  private List<String> advertises(String listener, boolean tls, String expected) {
    try (Socket socket = connected(listener, tls)) {
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.writeInt(14); // bytes that follow
      out.writeShort(3); // Metadata
      out.writeShort(1); // its version
      out.writeInt(1); // correlation
      out.writeShort(-1); // no client id
      out.writeInt(0); // no topics
      out.flush();
      DataInputStream in = new DataInputStream(socket.getInputStream());
      in.readInt(); // bytes that follow
      in.readInt(); // correlation
      for (int left = in.readInt(); left > 0; left--) {
        int id = in.readInt();
        String found = string(in) + ":" + in.readInt();
        string(in); // rack
        if (id != node) continue;
        if (found.equals(expected)) return List.of();
        return List.of("node " + node + " advertises " + found + " instead of " + expected);
      }
      return List.of(listener + " does not name node " + node);
    } catch (IOException failure) {
      return List.of(listener + " does not answer: " + failure.getMessage());
    }
  }

  /** Without a certificate, ours or the listener's, no client gets further than the port. */
  private static List<String> isOpen(String listener) {
    try (Socket socket = connected(listener, false)) {
      return List.of();
    } catch (IOException failure) {
      return List.of(listener + " is not open: " + failure.getMessage());
    }
  }

  /** What the running process reports of its settings on INTERNAL, where the listener itself answers no stranger. */
  private List<String> advertisesBySettings(String name, String expected) throws InterruptedException, Unanswered {
    String all = cluster.advertisedListeners(node);
    if (List.of(all.split(",")).contains(name + "://" + expected)) return List.of();
    return List.of("node " + node + " advertises " + all + ", not " + name + "://" + expected);
  }

  /** Asks for a mechanism, as a client does before it authenticates. */
  private static List<String> offersLogin(String listener, boolean tls, String mechanism) {
    try (Socket socket = connected(listener, tls)) {
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.writeInt(12 + mechanism.length()); // bytes that follow
      out.writeShort(17); // SaslHandshake
      out.writeShort(1); // its version
      out.writeInt(1); // correlation
      out.writeShort(-1); // no client id
      out.writeUTF(mechanism);
      out.flush();
      DataInputStream in = new DataInputStream(socket.getInputStream());
      in.readInt(); // bytes that follow
      in.readInt(); // correlation
      if (in.readShort() == 0) return List.of();
      List<String> offered = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) offered.add(string(in));
      return List.of(listener + " offers " + String.join(", ", offered) + " instead of " + mechanism);
    } catch (IOException failure) {
      return List.of(listener + " does not offer a login: " + failure);
    }
  }

  private static Socket connected(String listener, boolean tls) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(address(listener), Cluster.CONNECT_MS);
      socket.setSoTimeout(ANSWER_MS);
      if (!tls) return socket;
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new AnyServer()}, null);
      return context.getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true);
    } catch (IOException failure) {
      socket.close();
      throw failure;
    } catch (GeneralSecurityException unusable) {
      socket.close();
      throw new IOException(unusable);
    }
  }

  private static String string(DataInputStream in) throws IOException {
    short length = in.readShort();
    return length < 0 ? "" : new String(in.readNBytes(length), "UTF-8");
  }

  private static InetSocketAddress address(String endpoint) {
    int colon = endpoint.lastIndexOf(':');
    return new InetSocketAddress(endpoint.substring(0, colon), Integer.parseInt(endpoint.substring(colon + 1)));
  }

  /** Trusts any certificate: the program asks the broker on its own host, whose identity is not in question. */
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
