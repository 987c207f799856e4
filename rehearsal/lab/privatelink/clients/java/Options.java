import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** What was asked for on the command line. */
final class Options {
    private final String mode;
    private final Map<String, String> values = new HashMap<>();
    private final Properties overrides = new Properties();

    private Options(String mode) {
        this.mode = mode;
    }

    static Options parse(String[] arguments) {
        if (arguments.length % 2 == 0) throw new IllegalArgumentException("usage: MODE --name value …");
        Options options = new Options(arguments[0]);
        for (int i = 1; i < arguments.length; i += 2) {
            String name = arguments[i].replaceFirst("^--", "");
            String value = arguments[i + 1];
            if (name.equals("property")) {
                int equals = value.indexOf('=');
                options.overrides.setProperty(value.substring(0, equals), value.substring(equals + 1));
            } else {
                options.values.put(name, value);
            }
        }
        return options;
    }

    String mode() {
        return mode;
    }

    String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    String required(String name) {
        String value = values.get(name);
        if (value == null) throw new IllegalArgumentException("--" + name + " is missing");
        return value;
    }

    long number(String name, long otherwise) {
        String value = values.get(name);
        return value == null ? otherwise : Long.parseLong(value);
    }

    /** How long to wait for an answer. */
    int timeoutMs() {
        return (int) number("timeout", 30) * 1000;
    }

    /** Properties of a client; those given by {@code --property} win. */
    Properties properties(Map<String, String> own) {
        Properties properties = new Properties();
        properties.setProperty("bootstrap.servers", required("bootstrap"));
        properties.setProperty("client.id", "link-client");
        own.forEach(properties::setProperty);
        properties.putAll(overrides);
        return properties;
    }
}
