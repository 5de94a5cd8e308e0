package io.arewealive.standalone;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Gives back memory that a start or a burst of work has left behind. The simple collector shrinks its heap only when it collects all
 * of it, which on a server at rest may be never. Until the first look the heap grows in large steps, as the launcher's script says: a
 * start, or a join that fetches many changes, would else collect all of it again and again; from then on little is kept free. Thread
 * {@code awa-tidy}.
 */
final class Tidy implements AutoCloseable {

    private static final Duration FIRST = Duration.ofSeconds(20);
    private static final Duration EVERY = Duration.ofMinutes(10);
    private static final int WORTH_IT_PERCENT = 25;

    private final CountDownLatch stop = new CountDownLatch(1);
    private long kept;

    private Tidy() {}

    /** Begins: a look soon after the start, and one every ten minutes. */
    static Tidy begin() {
        var tidy = new Tidy();
        var thread = new Thread(tidy::run, "awa-tidy");
        thread.setDaemon(true);
        thread.start();
        return tidy;
    }

    private void run() {
        try {
            if (stop.await(FIRST.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            keepLittleFree();
            do {
                look();
            } while (!stop.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void keepLittleFree() {
        var machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        if (machine != null) { // not every JVM has one
            replace(machine, "MinHeapFreeRatio", "40", "10");
            replace(machine, "MaxHeapFreeRatio", "60", "20");
        }
    }

    /** What the launcher's script has set; what somebody else has set stays. */
    private static void replace(HotSpotDiagnosticMXBean machine, String option, String ours, String later) {
        if (machine.getVMOption(option).getValue().equals(ours)) {
            machine.setVMOption(option, later);
        }
    }

    private void look() {
        Runtime memory = Runtime.getRuntime();
        if (memory.totalMemory() * 100 > kept * (100 + WORTH_IT_PERCENT)) {
            System.gc();
            kept = memory.totalMemory();
        }
    }

    @Override
    public void close() {
        stop.countDown();
    }
}
