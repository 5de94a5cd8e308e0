package io.arewealive.samples.benchmarks;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;

/**
 * What so many clients at once came to, each of which began its next operation when the one before had ended.
 *
 * @param aSecond operations a second, all clients together
 * @param median of one operation, in milliseconds
 * @param late the 99th percentile of one operation, in milliseconds
 */
record Load(double aSecond, double median, double late) {

    /** Does it; a failed operation is an error. */
    static Load run(int clients, int count, IntPredicate operation) throws InterruptedException {
        long[] nanos = new long[count];
        var next = new AtomicInteger();
        var failed = new AtomicInteger();
        var ended = new CountDownLatch(clients);
        long begin = System.nanoTime();
        for (int i = 0; i < clients; i++) {
            var client = new Thread(
                    () -> {
                        for (int n = next.getAndIncrement(); n < count; n = next.getAndIncrement()) {
                            long before = System.nanoTime();
                            if (!operation.test(n)) {
                                failed.incrementAndGet();
                            }
                            nanos[n] = System.nanoTime() - before;
                        }
                        ended.countDown();
                    },
                    "client-" + i);
            client.setDaemon(true);
            client.start();
        }
        ended.await();
        double seconds = (System.nanoTime() - begin) / 1e9;
        if (failed.get() > 0) {
            throw new IllegalStateException(failed.get() + " of " + count + " operations failed");
        }
        Arrays.sort(nanos);
        return new Load(count / seconds, nanos[count / 2] / 1e6, nanos[count - 1 - count / 100] / 1e6);
    }

    String print() {
        return String.format(Locale.ROOT, "%.1f %.4f %.4f", aSecond, median, late);
    }

    /** What {@link #print} wrote. */
    static Load parse(String text) {
        String[] words = text.split(" ", -1);
        return new Load(Double.parseDouble(words[0]), Double.parseDouble(words[1]), Double.parseDouble(words[2]));
    }
}
