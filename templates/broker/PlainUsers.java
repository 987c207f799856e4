import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.plain.PlainAuthenticateCallback;

/**
 * Whom Kafka lets in by PLAIN: it looks into a file at every login, so that other passwords need no restart. Each line is
 * a user and its password. Without the file, nobody is let in.
 */
public final class PlainUsers implements AuthenticateCallbackHandler {
  private static final Path USERS = Path.of("/etc/kafka/secrets/users");

  @Override
  public void configure(Map<String, ?> settings, String mechanism, List<AppConfigurationEntry> entries) {}

  @Override
  public void handle(Callback[] callbacks) throws IOException, UnsupportedCallbackException {
    String user = "";
    for (Callback callback : callbacks) {
      if (callback instanceof NameCallback) {
        user = ((NameCallback) callback).getDefaultName();
      } else if (callback instanceof PlainAuthenticateCallback) {
        PlainAuthenticateCallback asked = (PlainAuthenticateCallback) callback;
        asked.authenticated(isRight(user + " " + new String(asked.password())));
      } else {
        throw new UnsupportedCallbackException(callback);
      }
    }
  }

  /** Compares with every line in the same time, so that how long it takes tells nothing. */
  private static boolean isRight(String line) throws IOException {
    byte[] told = line.getBytes(StandardCharsets.UTF_8);
    boolean found = false;
    try {
      for (String known : Files.readAllLines(USERS)) {
        found |= MessageDigest.isEqual(told, known.getBytes(StandardCharsets.UTF_8));
      }
    } catch (NoSuchFileException none) {
      return false;
    }
    return found;
  }

  @Override
  public void close() {}
}
