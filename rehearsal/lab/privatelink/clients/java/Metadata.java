import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.common.Node;

/** Tells what the cluster says about its brokers. */
final class Metadata {
    static void print(Options options) throws Exception {
        try (Admin admin = Admin.create(options.properties(timeouts(options)))) {
            DescribeClusterResult cluster = admin.describeCluster();
            List<Node> nodes = new ArrayList<>(cluster.nodes().get());
            nodes.sort(Comparator.comparingInt(Node::id));
            List<Map<String, Object>> brokers = new ArrayList<>();
            for (Node node : nodes) {
                Map<String, Object> broker = new LinkedHashMap<>();
                broker.put("nodeId", node.id());
                broker.put("host", node.host());
                broker.put("port", node.port());
                broker.put("rack", node.rack());
                brokers.add(broker);
            }
            Map<String, Object> report = new LinkedHashMap<>();
            report.put("clusterId", cluster.clusterId().get());
            report.put("brokers", brokers);
            Json.print(report);
        }
    }

    static Map<String, String> timeouts(Options options) {
        String timeout = String.valueOf(options.timeoutMs());
        return Map.of("default.api.timeout.ms", timeout, "request.timeout.ms", timeout);
    }

    private Metadata() {}
}
