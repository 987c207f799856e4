import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Properties;

/** Answers each line, a file in Base64, with a line of its properties: Base64 of key and value, or "refused". */
public class PropertiesServer {
  public static void main(String[] args) throws Exception {
    var requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String request; (request = requests.readLine()) != null; ) {
      System.out.println(answer(Base64.getDecoder().decode(request)));
    }
  }

  private static String answer(byte[] file) throws Exception {
    var properties = new Properties();
    try {
      properties.load(new ByteArrayInputStream(file));
    } catch (IllegalArgumentException malformedEscape) {
      return "refused";
    }
    var answer = new StringBuilder();
    for (String key : properties.stringPropertyNames()) {
      answer.append(encode(key)).append(':').append(encode(properties.getProperty(key))).append(' ');
    }
    return answer.toString();
  }

  private static String encode(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_16LE));
  }
}
