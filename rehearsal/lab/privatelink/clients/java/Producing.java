import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends numbered messages to every partition: a number of them, or at a rate until it has to stop. */
final class Producing {
    private final Options options;
    private final String topic;
    private final Ledger ledger;
    private final Map<String, Integer> errors = new TreeMap<>();
    private final long begin = System.nanoTime();
    private volatile boolean stopped;
    private long sent;
    private long acknowledged;
    private long lastAcknowledged;
    private long longestGap;
    private Instant longestGapAt;

    Producing(Options options) {
        this.options = options;
        this.topic = options.required("topic");
        this.ledger = new Ledger(options.required("run"));
    }

    void run() throws Exception {
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(main)));
        Map<String, String> own = new LinkedHashMap<>();
        own.put("acks", "all");
        own.put("enable.idempotence", "true");
        own.put("linger.ms", "5");
        own.put("max.block.ms", String.valueOf(options.timeoutMs()));
        StringSerializer text = new StringSerializer();
        int partitions;
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(options.properties(own), text, text)) {
            partitions = producer.partitionsFor(topic).size();
            if (options.mode().equals("load")) load(producer, partitions);
            else for (long n = 0; n < options.number("count", 1000); n++) send(producer, n, partitions);
            producer.flush();
        }
        ledger.write(Path.of(options.required("ledger")));
        report(partitions);
    }

    /** A signal ends the process when this returns, so it waits for the report. */
    private void stop(Thread main) {
        stopped = true;
        try {
            main.join(Duration.ofMinutes(3).toMillis());
        } catch (InterruptedException error) {
            Thread.currentThread().interrupt();
        }
    }

    private void load(KafkaProducer<String, String> producer, int partitions) {
        long rate = options.number("rate", 500);
        long end = begin + Duration.ofSeconds(options.number("max-seconds", 3600)).toNanos();
        long start = System.nanoTime();
        long told = start;
        for (long n = 0; !stopped && System.nanoTime() < end; n++) {
            long due = start + n * 1_000_000_000L / rate;
            while (!stopped && System.nanoTime() < due) LockSupport.parkNanos(due - System.nanoTime());
            send(producer, n, partitions);
            if (System.nanoTime() - told > 500_000_000L) {
                told = System.nanoTime();
                progress();
            }
        }
    }

    private void send(KafkaProducer<String, String> producer, long n, int partitions) {
        int partition = (int) (n % partitions);
        int sequence = (int) (n / partitions);
        String value = ledger.run + " " + partition + " " + sequence;
        sent++;
        try {
            producer.send(new ProducerRecord<>(topic, partition, null, value), (metadata, error) -> {
                if (error == null) acknowledge(partition, sequence);
                else fail(error);
            });
        } catch (org.apache.kafka.common.KafkaException error) {
            fail(error);
        }
    }

    private synchronized void acknowledge(int partition, int sequence) {
        long now = System.nanoTime();
        if (acknowledged > 0 && now - lastAcknowledged > longestGap) {
            longestGap = now - lastAcknowledged;
            longestGapAt = Instant.now().minusNanos(longestGap);
        }
        lastAcknowledged = now;
        acknowledged++;
        ledger.add(partition, sequence);
    }

    private synchronized void fail(Exception error) {
        errors.merge(error.getClass().getSimpleName(), 1, Integer::sum);
    }

    private synchronized void progress() {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("sent", sent);
        line.put("acknowledged", acknowledged);
        Json.print(Map.of("progress", line));
    }

    private synchronized void report(int partitions) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("topic", topic);
        report.put("run", ledger.run);
        report.put("partitions", partitions);
        report.put("partitionsWritten", ledger.acknowledged.size());
        report.put("sent", sent);
        report.put("acknowledged", acknowledged);
        report.put("errors", errors);
        report.put("longestGapMs", longestGap / 1_000_000);
        report.put("longestGapAt", longestGapAt == null ? null : longestGapAt.toString());
        report.put("seconds", (System.nanoTime() - begin) / 1e9);
        Json.print(report);
    }
}
