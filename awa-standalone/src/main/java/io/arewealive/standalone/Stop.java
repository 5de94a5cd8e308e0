package io.arewealive.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** When a server stops: at TERM or INT, or when whoever started it is gone. The process ends when the stop is done. */
final class Stop {

    private static final Duration LONGEST = Duration.ofSeconds(8);

    private final CountDownLatch wanted = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile boolean serving;

    /** Makes a signal stop cleanly, and then end the process with 0 as any other clean stop. */
    void onSignal() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopAndEnd, "awa-stop"));
    }

    void atEndOf(InputStream input) {
        var watch = new Thread(
                () -> {
                    drain(input);
                    wanted.countDown();
                },
                "awa-stdin");
        watch.setDaemon(true);
        watch.start();
    }

    /** Called when there is something to stop. */
    void await() throws InterruptedException {
        serving = true;
        wanted.await();
    }

    /** Stops for a reason of the server's own. */
    void now() {
        wanted.countDown();
    }

    /** Called when everything is stopped. */
    void done() {
        serving = false;
        done.countDown();
    }

    private void stopAndEnd() {
        if (!serving) {
            return;
        }
        wanted.countDown();
        try {
            if (done.await(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
                Runtime.getRuntime().halt(Exit.DONE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void drain(InputStream input) {
        try {
            while (input.read() >= 0) {
                // Whatever comes means that the other side is still there.
            }
        } catch (IOException e) {
            // As good as its end.
        }
    }
}
