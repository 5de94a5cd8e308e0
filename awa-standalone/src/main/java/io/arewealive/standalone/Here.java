package io.arewealive.standalone;

import io.arewealive.standalone.control.Server;
import io.arewealive.status.ClusterStatus;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** The status as the server here has it. A server that hangs takes the call and says nothing, so it is asked on a thread of its own. */
final class Here {

    /** A server that is well and not busy is found in a quarter of this. */
    private static final Duration FOUND = Duration.ofSeconds(1);

    private final Duration ask;
    private final CountDownLatch found = new CountDownLatch(1);
    private final CompletableFuture<ClusterStatus> answer;

    /**
     * Asks.
     *
     * @param ask how long the server may wait for the slowest node before it answers
     */
    Here(Supplier<Server> servers, Duration ask) {
        this.ask = ask;
        answer = Aside.call("awa-here", () -> {
            try (Server server = servers.get()) {
                found.countDown();
                return server.askStatus(ask);
            }
        });
        CompletableFuture<?> unused = answer.whenComplete((status, failure) -> found.countDown());
    }

    /** Waits no longer than a server takes that is well; whether it has not answered by then. It may do so later. */
    boolean isSlow() throws InterruptedException {
        if (!found.await(FOUND.toMillis(), TimeUnit.MILLISECONDS)) {
            return true;
        }
        try {
            answer.get(ask.plus(FOUND).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            return false;
        } catch (TimeoutException e) {
            return true;
        }
        return false;
    }

    /** What comes of it, now or later. */
    CompletableFuture<ClusterStatus> answer() {
        return answer;
    }
}
