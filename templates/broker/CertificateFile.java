import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.net.ssl.SSLEngine;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.auth.SslEngineFactory;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * By which certificate Kafka serves, and whom it trusts: it looks into the files of key store and trust store at every
 * connection, so that others need no restart. As long as a file is missing, no connection comes about, and Kafka starts all
 * the same. What cannot be read, or is gone, changes nothing: each of Kafka's network threads has an object of its own,
 * which keeps what it read last.
 */
public final class CertificateFile implements SslEngineFactory {
  private static final Logger LOG = LoggerFactory.getLogger(CertificateFile.class);

  private Map<String, Object> settings;
  /** Files by the name of their setting. */
  private final Map<String, Path> files = new TreeMap<>();
  /** What the files held at the last look. */
  private List<ByteBuffer> seen;
  /** Kafka's own, with what the files held when they could last be read. */
  private SslEngineFactory serving;

  @Override
  public void configure(Map<String, ?> configs) {
    settings = new HashMap<>(configs);
    for (String name : List.of(SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG, SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG)) {
      Object file = settings.remove(name);
      if (file != null) files.put(name, Path.of((String) file));
    }
    serving = made(settings); // has no certificate
    look();
  }

  @Override
  public SSLEngine createServerSslEngine(String peerHost, int peerPort) {
    return look().createServerSslEngine(peerHost, peerPort);
  }

  private synchronized SslEngineFactory look() {
    try {
      if (!files.values().stream().allMatch(Files::exists)) return serving;
      List<ByteBuffer> now = new ArrayList<>();
      for (Path file : files.values()) now.add(ByteBuffer.wrap(Files.readAllBytes(file)));
      if (now.equals(seen)) return serving;
      seen = now; // tried once
      Map<String, Object> all = new HashMap<>(settings);
      files.forEach((name, file) -> all.put(name, file.toString()));
      serving = made(all);
      LOG.info("Serving by the certificate in {}", files.values());
    } catch (IOException | RuntimeException failure) {
      LOG.error("Not serving by the certificate in {}", files.values(), failure);
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
