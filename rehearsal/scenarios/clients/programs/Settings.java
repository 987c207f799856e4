import java.io.IOException;
import java.nio.file.*;
import java.util.*;

/** What all our clients are configured with. */
final class Settings {
  private Settings() {}

  /** These, and those of the file that KAFKA_CLIENT names: how to log in. */
  static Map<String, Object> with(Map<String, Object> own) throws IOException {
    Map<String, Object> all = new HashMap<>(own);
    String file = System.getenv("KAFKA_CLIENT");
    if (file == null) return all;
    Properties login = new Properties();
    try (var reader = Files.newBufferedReader(Path.of(file))) {
      login.load(reader);
    }
    for (String name : login.stringPropertyNames()) all.put(name, login.getProperty(name));
    return all;
  }
}
