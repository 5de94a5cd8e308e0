package io.arewealive.core.loop;

import io.arewealive.core.step.Effect;
import io.arewealive.core.step.Input;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads {@code awa-work-n}: sees whether anybody listens where a node should. Only a refusal by its host says something;
 * silence, and an answer, do not.
 */
public final class Dialer implements AutoCloseable {

    private static final int THREADS = 4;
    private static final int QUEUE = 256;
    private static final int TIMEOUT_MILLIS = 300;

    private final Mailbox mailbox;
    private final ThreadPoolExecutor threads;

    /** A dialer whose threads come when they are needed and go when they are not. */
    public Dialer(String name, Mailbox mailbox) {
        this.mailbox = mailbox;
        this.threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                Duration.ofSeconds(10).toMillis(),
                TimeUnit.MILLISECONDS,
                new LinkedBlockingQueue<>(QUEUE),
                work -> {
                    var made = new Thread(work, "awa-work-" + name);
                    made.setDaemon(true);
                    return made;
                },
                new ThreadPoolExecutor.DiscardPolicy());
        threads.allowCoreThreadTimeOut(true);
    }

    /** Dials once; beyond a bounded number at a time nothing is dialled, and the failure detector's patience decides. */
    public void dial(Effect.Dial dial) {
        threads.execute(() -> {
            if (isRefused(dial)) {
                mailbox.result(new Input.DialRefused(dial.node()));
            }
        });
    }

    private static boolean isRefused(Effect.Dial dial) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(dial.host(), dial.port()), TIMEOUT_MILLIS);
            return false;
        } catch (ConnectException e) {
            String text = String.valueOf(e.getMessage());
            return text.contains("refused");
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
