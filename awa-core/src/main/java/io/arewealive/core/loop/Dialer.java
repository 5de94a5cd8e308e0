package io.arewealive.core.loop;

import io.arewealive.core.step.Effect;
import io.arewealive.core.step.Input;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads {@code awa-work-n}: sees whether anybody listens where a node should. Only a refusal by its host says something;
 * silence, and an answer, do not. Nor does a call that is taken and hung up on, but then it is worth another one: of a process that was
 * killed the kernel closes the connections first and what it listens on last, and takes calls up to that moment.
 */
public final class Dialer implements AutoCloseable {

    private static final int THREADS = 4;
    private static final int QUEUE = 256;
    private static final int TIMEOUT_MILLIS = 300;
    private static final int CALLS = 3;

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

    /** Dials; beyond a bounded number at a time nothing is dialled, and the failure detector's patience decides. */
    public void dial(Effect.Dial dial) {
        threads.execute(() -> {
            if (isRefused(new InetSocketAddress(dial.host(), dial.port()))) {
                mailbox.result(new Input.DialRefused(dial.node()));
            }
        });
    }

    private boolean isRefused(InetSocketAddress place) {
        Answer answer = Answer.HUNG_UP;
        for (int i = 0; i < CALLS && answer == Answer.HUNG_UP && !threads.isShutdown(); i++) {
            answer = call(place);
        }
        return answer == Answer.REFUSED;
    }

    private enum Answer {
        REFUSED,
        HUNG_UP,
        NONE
    }

    private static Answer call(InetSocketAddress place) {
        try (var socket = new Socket()) {
            socket.connect(place, TIMEOUT_MILLIS);
            return listenTo(socket);
        } catch (ConnectException e) {
            return says(e, "refused") ? Answer.REFUSED : Answer.NONE;
        } catch (SocketException e) {
            return says(e, "reset") ? Answer.HUNG_UP : Answer.NONE; // before this end knew that it was connected
        } catch (IOException e) {
            return Answer.NONE;
        }
    }

    private static boolean says(IOException e, String word) {
        return String.valueOf(e.getMessage()).contains(word);
    }

    /** Who lives waits for the caller's first words, and a caller who says nothing is hung up on later than this waits. */
    private static Answer listenTo(Socket socket) throws IOException {
        socket.setSoTimeout(TIMEOUT_MILLIS);
        try {
            return socket.getInputStream().read() < 0 ? Answer.HUNG_UP : Answer.NONE;
        } catch (SocketException e) {
            return Answer.HUNG_UP;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
