import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;

/** Prints for each file what Kafka makes of its listeners: one line each, in its own order. */
public class KafkaConfigReader {
  public static void main(String[] files) throws Exception {
    for (String file : files) {
      var properties = new Properties();
      try (InputStream in = Files.newInputStream(Path.of(file))) {
        properties.load(in);
      }
      System.out.println(describe(properties));
    }
  }

  private static String describe(Properties properties) {
    try {
      var config = KafkaConfig.fromProps(properties, false);
      return String.join("\t",
          config.listeners().mkString(" "),
          config.effectiveAdvertisedListeners().mkString(" "),
          config.effectiveListenerSecurityProtocolMap().mkString(" "),
          config.interBrokerListenerName().toString());
    } catch (Exception refused) {
      return "refused: " + refused.getMessage();
    }
  }
}
