package io.arewealive.standalone.proof;

import io.arewealive.jmx.RemoteAwaException;
import io.arewealive.standalone.control.NoServerException;
import io.arewealive.standalone.control.Server;
import io.arewealive.status.ClusterStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** Looks at servers all the time, and notes what must not be seen there. One that does not answer, or is no longer in the list, is passed over. */
final class Watcher implements Runnable, AutoCloseable {

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final List<Box> boxes;
    private final Function<ClusterStatus, Optional<String>> wrong;
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final Map<Box, Server> connections = new HashMap<>();
    private final Thread thread = new Thread(this, "watcher");
    private final AtomicInteger looks = new AtomicInteger();
    private volatile boolean ended;

    private Watcher(List<Box> boxes, Function<ClusterStatus, Optional<String>> wrong) {
        this.boxes = boxes;
        this.wrong = wrong;
    }

    static Watcher start(List<Box> boxes, Function<ClusterStatus, Optional<String>> wrong) {
        var watcher = new Watcher(boxes, wrong);
        watcher.thread.setDaemon(true);
        watcher.thread.start();
        return watcher;
    }

    /** What was wrong so far. */
    List<String> seen() {
        return seen;
    }

    /** How often it has looked at somebody. */
    int looks() {
        return looks.get();
    }

    @Override
    public void run() {
        while (!ended) {
            boxes.forEach(this::look);
            LockSupport.parkNanos(LOOK_NANOS);
        }
        connections.values().forEach(Server::close);
    }

    private void look(Box box) {
        try {
            ClusterStatus status =
                    connections.computeIfAbsent(box, Box::connect).status();
            if (boxes.contains(box)) {
                wrong.apply(status).ifPresent(text -> seen.add(box.name() + ": " + text));
                looks.incrementAndGet();
            }
        } catch (RemoteAwaException | NoServerException e) {
            Optional.ofNullable(connections.remove(box)).ifPresent(Server::close);
        }
    }

    @Override
    public void close() {
        ended = true;
        try {
            thread.join(Box.LONGEST.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
