package io.arewealive.core.log;

import io.arewealive.core.raft.Entry;
import io.arewealive.core.raft.RaftEffect;
import io.arewealive.core.wire.Bytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Measures how fast a directory takes durable entries of 64 bytes, one and 64 to a sync. Started by hand. */
final class LogSpeed {

    private LogSpeed() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createDirectories(Path.of(arguments[0]));
        for (int round = 0; round < 3; round++) {
            for (int batch : new int[] {1, 64}) {
                Path place = Files.createTempDirectory(directory, "log");
                long start = System.nanoTime();
                try (FileLog log = FileLog.open(new RealDisk(place), LogOptions.standard(), System::nanoTime)) {
                    report("open new", 1, new long[] {System.nanoTime() - start});
                    report("batch " + batch, batch, measure(log, batch));
                }
                start = System.nanoTime();
                try (FileLog log = FileLog.open(new RealDisk(place), LogOptions.standard(), System::nanoTime)) {
                    long took = System.nanoTime() - start;
                    report("open with " + log.status().lastIndex() + " entries", 1, new long[] {took});
                }
            }
        }
    }

    private static long[] measure(FileLog log, int batch) {
        long[] took = new long[5000];
        long next = 1;
        for (int i = -500; i < took.length; i++) {
            List<Entry> entries = new ArrayList<>(batch);
            for (int k = 0; k < batch; k++) {
                entries.add(new Entry(next++, 1, Entry.Kind.COMMAND, Bytes.owning(new byte[64])));
            }
            var effect = new RaftEffect.Persist(0, Optional.empty(), OptionalLong.empty(), entries, 0);
            long start = System.nanoTime();
            log.persist(effect);
            if (i >= 0) {
                took[i] = System.nanoTime() - start;
            }
        }
        return took;
    }

    private static void report(String what, int batch, long[] took) {
        double seconds = Arrays.stream(took).sum() / 1e9;
        Arrays.sort(took);
        System.out.printf(
                Locale.ROOT,
                "%-28s %9.0f/s  p10 %7.1f us  p50 %7.1f us  p99 %7.1f us  max %8.1f us%n",
                what,
                took.length * (double) batch / seconds,
                took[took.length / 10] / 1e3,
                took[took.length / 2] / 1e3,
                took[took.length * 99 / 100] / 1e3,
                took[took.length - 1] / 1e3);
    }
}
