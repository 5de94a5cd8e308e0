package io.arewealive.jmx;

import io.arewealive.jmx.RemoteAwaException.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The way to a node's beans, through one of several servers. The connection is kept; if it breaks, the next server is connected to and
 * what was asked is asked once more, as long as the time of the call lasts. Any thread.
 */
final class Link implements AutoCloseable {

    private final List<? extends Supplier<RemoteServer>> servers;
    private final Duration timeout;
    private final ReentrantLock connecting = new ReentrantLock();
    private volatile Optional<Connection> current = Optional.empty();
    private volatile boolean closed;
    private int next;

    private Link(List<? extends Supplier<RemoteServer>> servers, Duration timeout) {
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("name at least one server");
        }
        this.servers = List.copyOf(servers);
        this.timeout = timeout;
    }

    /** Connects to the first server that can be connected to. */
    static Link open(List<? extends Supplier<RemoteServer>> servers, Duration timeout) {
        var link = new Link(servers, timeout);
        link.connection(timeout.multipliedBy(servers.size()));
        return link;
    }

    /** How many servers it may connect to. */
    int servers() {
        return servers.size();
    }

    /** Another one to the same servers, with threads of its own; not connected yet. */
    Link another() {
        return new Link(servers, timeout);
    }

    /** Attributes of one moment, by their names. */
    Map<String, Object> attributes(String type, List<String> names) {
        return call(timeout, (connection, left) -> connection.attributes(type, names, left))
                .value();
    }

    /**
     * Calls an operation that only reads.
     *
     * @param takes how long the operation itself may take
     */
    Object invoke(String type, String operation, Duration takes, Object... arguments) {
        return edit(type, operation, takes, arguments).value();
    }

    /** Calls an operation that knows a repeated attempt by its command id. */
    Answer<Object> edit(String type, String operation, Duration takes, Object... arguments) {
        return call(timeout.plus(takes), (connection, left) -> connection.invoke(type, operation, left, arguments));
    }

    /** The stacks of all threads. */
    String threads() {
        return call(timeout, Connection::threads).value();
    }

    @Override
    public void close() {
        closed = true;
        current.ifPresent(Connection::close);
    }

    /**
     * What a server gave.
     *
     * @param value it
     * @param again whether an attempt before may have been carried out, though its answer never came
     */
    record Answer<T>(T value, boolean again) {}

    /** What is asked of a server, in the time that is left. */
    private interface Call<T> {
        T on(Connection connection, Duration left);
    }

    private <T> Answer<T> call(Duration atMost, Call<T> call) {
        long end = System.nanoTime() + atMost.toNanos();
        Optional<RemoteAwaException> unanswered = Optional.empty();
        int tries = servers.size() + 1;
        while (true) {
            try {
                Connection connection = connection(left(end));
                try {
                    return new Answer<>(call.on(connection, left(end)), unanswered.isPresent());
                } catch (RemoteAwaException e) {
                    lose(connection, e);
                    throw e;
                }
            } catch (RemoteAwaException e) {
                unanswered = unanswered.or(() -> e.reason() == Reason.NO_ANSWER ? Optional.of(e) : Optional.empty());
                if (--tries == 0 || !mayHelp(e) || left(end).isZero()) {
                    throw unanswered.orElse(e);
                }
            }
        }
    }

    /** The connection, made if there is none. */
    private Connection connection(Duration atMost) {
        return current.orElseGet(() -> connect(System.nanoTime() + atMost.toNanos()));
    }

    private Connection connect(long end) {
        try {
            if (!connecting.tryLock(left(end).toNanos(), TimeUnit.NANOSECONDS)) {
                throw new RemoteAwaException(Reason.NOT_REACHABLE, "no server could be connected to in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RemoteAwaException(Reason.NOT_REACHABLE, "interrupted while connecting", e);
        }
        try {
            return current.orElseGet(() -> connectToAny(end));
        } finally {
            connecting.unlock();
        }
    }

    private Connection connectToAny(long end) {
        for (int tries = 1; ; tries++) {
            try {
                return connectToNext(left(end));
            } catch (RemoteAwaException e) {
                if (tries >= servers.size() || left(end).isZero()) {
                    throw e;
                }
            }
        }
    }

    private Connection connectToNext(Duration left) {
        if (closed) {
            throw new RemoteAwaException(Reason.NOT_REACHABLE, "the connection is closed");
        }
        RemoteServer server = server();
        var made = Connection.open(server, left.compareTo(timeout) < 0 ? left : timeout);
        keep(made);
        if (closed) {
            made.close();
        }
        return made;
    }

    private RemoteServer server() {
        Supplier<RemoteServer> server = servers.get(next);
        next = (next + 1) % servers.size();
        try {
            return server.get();
        } catch (RuntimeException e) {
            throw new RemoteAwaException(Reason.NOT_REACHABLE, String.valueOf(e.getMessage()), e);
        }
    }

    /** Gives a connection up that is broken; one that is slow, or has no node, only if there is another server. */
    private void lose(Connection lost, RemoteAwaException why) {
        if (isBroken(why) || (servers.size() > 1 && why.reason() != Reason.NOT_ALLOWED)) {
            forget(lost);
            lost.close();
        }
    }

    /** Another thread may have connected again already. */
    private synchronized void forget(Connection lost) {
        if (current.filter(lost::equals).isPresent()) {
            current = Optional.empty();
        }
    }

    private synchronized void keep(Connection made) {
        current = Optional.of(made);
    }

    private static boolean isBroken(RemoteAwaException why) {
        boolean slow =
                why.getCause() instanceof TimeoutException || why.getCause() instanceof RejectedExecutionException;
        return !slow && (why.reason() == Reason.NOT_REACHABLE || why.reason() == Reason.NO_ANSWER);
    }

    private static boolean mayHelp(RemoteAwaException failure) {
        return failure.reason() != Reason.NOT_ALLOWED && !Thread.currentThread().isInterrupted();
    }

    private static Duration left(long end) {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }
}
