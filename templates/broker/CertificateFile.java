import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.auth.SslEngineFactory;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * By which certificate Kafka serves: it looks into the key store's file at every connection, so that another one needs no
 * restart. As long as there is no file, no connection comes about, and Kafka starts all the same. What cannot be read, or
 * is gone, changes nothing: each of Kafka's network threads has an object of its own, which keeps what it read last.
 */
public final class CertificateFile implements SslEngineFactory {
  private static final Logger LOG = LoggerFactory.getLogger(CertificateFile.class);

  private Map<String, Object> settings;
  private Path file;
  /** What the file held at the last look. */
  private byte[] seen;
  /** Kafka's own, with what the file held when it could last be read. */
  private SslEngineFactory serving;

  @Override
  public void configure(Map<String, ?> configs) {
    settings = new HashMap<>(configs);
    file = Path.of((String) settings.remove(SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG));
    serving = made(settings); // has no certificate
    look();
  }

  @Override
  public SSLEngine createServerSslEngine(String peerHost, int peerPort) {
    return look().createServerSslEngine(peerHost, peerPort);
  }

  private synchronized SslEngineFactory look() {
    try {
      if (!Files.exists(file)) return serving;
      byte[] now = Files.readAllBytes(file);
      if (Arrays.equals(now, seen)) return serving;
      seen = now; // tried once
      Map<String, Object> all = new HashMap<>(settings);
      all.put(SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG, file.toString());
      serving = made(all);
      LOG.info("Serving by the certificate in {}", file);
    } catch (IOException | RuntimeException failure) {
      LOG.error("Not serving by the certificate in {}", file, failure);
    }
    return serving;
  }

  private static SslEngineFactory made(Map<String, Object> settings) {
    SslEngineFactory factory = new DefaultSslEngineFactory();
    factory.configure(settings);
    return factory;
  }

  @Override
  public SSLEngine createClientSslEngine(String peerHost, int peerPort, String endpointIdentification) {
    return look().createClientSslEngine(peerHost, peerPort, endpointIdentification);
  }

  /** Nothing that is altered at run time concerns this listener. */
  @Override
  public boolean shouldBeRebuilt(Map<String, Object> nextConfigs) {
    return false;
  }

  @Override
  public Set<String> reconfigurableConfigs() {
    return Set.of();
  }

  @Override
  public KeyStore keystore() {
    return serving.keystore();
  }

  @Override
  public KeyStore truststore() {
    return serving.truststore();
  }

  @Override
  public void close() {}
}
