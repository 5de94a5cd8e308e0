package io.arewealive.standalone.proof;

import static org.awaitility.Awaitility.await;

import io.arewealive.jmx.RemoteAwaException;
import io.arewealive.node.CommandId;
import io.arewealive.node.EditOutcome;
import io.arewealive.node.EditOutcome.Applied;
import io.arewealive.node.EditOutcome.Refused;
import io.arewealive.node.Node;
import io.arewealive.node.NodeEdit;
import io.arewealive.node.NodeTable;
import io.arewealive.standalone.control.NoServerException;
import io.arewealive.standalone.control.Server;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;

/** Edits rows of its own through any server that answers, and repeats each edit under its id until it is acknowledged. */
final class Writer implements Runnable {

    private static final Duration ONE_TRY = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int ROWS = 8;

    private final String name;
    private final List<Box> boxes;
    private final Random random;
    private final Lock permission;
    private final Journal journal;
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Deque<String> rows = new ArrayDeque<>();
    private final Map<String, Node> known = new HashMap<>();
    private Optional<Server> server = Optional.empty();
    private volatile boolean stopped;
    private int added;

    /** @param permission held during each edit, so that whoever takes it away looks at a quiet cluster */
    Writer(String name, List<Box> boxes, long seed, Lock permission, Journal journal) {
        this.name = name;
        this.boxes = boxes;
        this.random = new Random(seed);
        this.permission = permission;
        this.journal = journal;
    }

    private interface Edit {
        EditOutcome on(NodeTable table, CommandId id);
    }

    private static final class NotYet extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotYet(String row) {
            super(row);
        }
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                permission.lock();
                try {
                    edit();
                } finally {
                    permission.unlock();
                }
            }
        } catch (Exception | AssertionError e) {
            failure.set(e);
        } finally {
            disconnect();
        }
    }

    void stop() {
        stopped = true;
    }

    long acknowledged() {
        if (failure.get() != null) {
            throw new AssertionError(name + " failed", failure.get());
        }
        return acknowledged.get();
    }

    List<Journal.Entry> entries() throws IOException {
        return journal.entries();
    }

    private void edit() throws IOException {
        int kind = random.nextInt(3);
        int port = 1 + random.nextInt(65_535);
        if (rows.size() < 2 || (kind == 0 && rows.size() < ROWS)) {
            String row = name + "-" + added++;
            perform(row + " 10.0.0.1:" + port, (table, id) -> table.add(id, row, "10.0.0.1", port, ONE_TRY));
            rows.addLast(row);
        } else if (kind == 1) {
            String row = rows.removeFirst();
            perform(row, (table, id) -> table.delete(id, row(table, row).id(), false, ONE_TRY));
        } else {
            String row = rows.removeFirst();
            rows.addLast(row);
            perform(
                    row + " 10.0.0.1:" + port,
                    (table, id) -> table.update(
                            id, row(table, row).id(), NodeEdit.none().withPort(port), ONE_TRY));
        }
    }

    /** A server that was down may not have the row yet. */
    private Node row(NodeTable table, String row) {
        return known.computeIfAbsent(row, any -> table.find(row).orElseThrow(() -> new NotYet(row)));
    }

    private void perform(String wanted, Edit edit) throws IOException {
        CommandId id = CommandId.random();
        var applied = new AtomicReference<Applied>();
        await(name + ": " + wanted)
                .atMost(Box.LONGEST)
                .pollDelay(Duration.ZERO)
                .pollInterval(PAUSE)
                .until(() -> {
                    attempt(edit, id).ifPresent(applied::set);
                    return applied.get() != null;
                });
        journal.append(new Journal.Entry(applied.get().version(), id.toString(), wanted));
        acknowledged.incrementAndGet();
    }

    private Optional<Applied> attempt(Edit edit, CommandId id) {
        try {
            EditOutcome outcome = edit.on(server().nodes(), id);
            if (outcome instanceof Applied applied) {
                return Optional.of(applied);
            }
            if (outcome instanceof Refused refused) {
                throw new AssertionError("refused: " + refused);
            }
        } catch (RemoteAwaException | NoServerException | NotYet e) {
            // The server is down, or about to be; another one, or a later try, tells more.
        }
        disconnect();
        return Optional.empty();
    }

    private Server server() {
        if (server.isEmpty()) {
            server = Optional.of(boxes.get(random.nextInt(boxes.size())).connect());
        }
        return server.get();
    }

    private void disconnect() {
        server.ifPresent(Server::close);
        server = Optional.empty();
    }
}
