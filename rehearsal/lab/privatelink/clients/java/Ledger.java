import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which messages of a run were acknowledged: what a consumer has to find. */
final class Ledger {
    final String run;
    final Map<Integer, BitSet> acknowledged = new TreeMap<>();

    Ledger(String run) {
        this.run = run;
    }

    synchronized void add(int partition, int sequence) {
        acknowledged.computeIfAbsent(partition, key -> new BitSet()).set(sequence);
    }

    synchronized int size() {
        return acknowledged.values().stream().mapToInt(BitSet::cardinality).sum();
    }

    /** The run, then a line "partition first last" for each unbroken row of messages. */
    synchronized void write(Path file) throws IOException {
        List<String> lines = new ArrayList<>(List.of(run));
        acknowledged.forEach((partition, sequences) -> {
            for (int first = sequences.nextSetBit(0); first >= 0; ) {
                int end = sequences.nextClearBit(first);
                lines.add(partition + " " + first + " " + (end - 1));
                first = sequences.nextSetBit(end);
            }
        });
        Files.write(file, lines);
    }

    static Ledger read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        Ledger ledger = new Ledger(lines.get(0));
        for (String line : lines.subList(1, lines.size())) {
            String[] parts = line.split(" ");
            ledger.acknowledged
                    .computeIfAbsent(Integer.valueOf(parts[0]), key -> new BitSet())
                    .set(Integer.parseInt(parts[1]), Integer.parseInt(parts[2]) + 1);
        }
        return ledger;
    }
}
