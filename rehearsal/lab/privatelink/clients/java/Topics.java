import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates a topic; one that is there already is left unchanged. */
final class Topics {
    static void create(Options options) throws Exception {
        String name = options.required("topic");
        int partitions = (int) options.number("partitions", 1);
        short replicas = (short) options.number("replication-factor", 1);
        Map<String, String> settings = new HashMap<>();
        for (String setting : options.text("config", "").split(",")) {
            if (!setting.isEmpty()) settings.put(setting.split("=", 2)[0], setting.split("=", 2)[1]);
        }
        boolean created = true;
        try (Admin admin = Admin.create(options.properties(Metadata.timeouts(options)))) {
            NewTopic topic = new NewTopic(name, partitions, replicas).configs(settings);
            try {
                admin.createTopics(Collections.singleton(topic)).all().get();
            } catch (ExecutionException error) {
                if (!(error.getCause() instanceof TopicExistsException)) throw error;
                created = false;
            }
            TopicDescription found = await(admin, name, partitions, options.timeoutMs());
            Map<String, Object> report = new LinkedHashMap<>();
            report.put("topic", name);
            report.put("created", created);
            report.put("partitions", found.partitions().size());
            report.put("replicationFactor", found.partitions().get(0).replicas().size());
            Json.print(report);
        }
    }

    /** A new topic is not known at once by the broker that is asked, nor led at once. */
    private static TopicDescription await(Admin admin, String name, int partitions, int timeoutMs) throws Exception {
        long end = System.currentTimeMillis() + timeoutMs;
        while (true) {
            try {
                TopicDescription found =
                        admin.describeTopics(Collections.singleton(name)).allTopicNames().get().get(name);
                boolean led = found.partitions().stream().allMatch(partition -> partition.leader() != null);
                if (led && found.partitions().size() >= partitions) return found;
            } catch (ExecutionException error) {
                if (System.currentTimeMillis() > end) throw error;
            }
            if (System.currentTimeMillis() > end) throw new IllegalStateException("topic " + name + " has no leaders");
            Thread.sleep(100);
        }
    }

    private Topics() {}
}
