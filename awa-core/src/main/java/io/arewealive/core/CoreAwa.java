package io.arewealive.core;

import io.arewealive.Awa;
import io.arewealive.StartException;
import io.arewealive.config.Settings;
import io.arewealive.core.loop.Calls;
import io.arewealive.core.publish.Board;
import io.arewealive.core.publish.EventBus;
import io.arewealive.core.step.Input;
import io.arewealive.core.step.Picture;
import io.arewealive.event.AwaListener;
import io.arewealive.event.EventStream;
import io.arewealive.event.Events;
import io.arewealive.kv.KeyValue;
import io.arewealive.log.Log;
import io.arewealive.maintenance.Maintenance;
import io.arewealive.node.NodeId;
import io.arewealive.node.NodeTable;
import io.arewealive.status.ClusterStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The facade: translates calls into questions to the loop and reads of the published picture. It has no logic. */
final class CoreAwa implements Awa {

    private static final Duration LONGEST_ASK = Duration.ofMinutes(1);

    private final boolean failFast;
    private final Board board;
    private final Calls calls;
    private final EventBus bus;
    private final NodeTable nodes;
    private final KeyValue keyValue;
    private final Log log;
    private final Events events;
    private final Maintenance maintenance;
    private final Settings settings;
    private final Notes notes;
    private final Runnable closing;

    CoreAwa(
            boolean failFast,
            Board board,
            Calls calls,
            EventBus bus,
            NodeTable nodes,
            KeyValue keyValue,
            Log log,
            Events events,
            Maintenance maintenance,
            Settings settings,
            Notes notes,
            Runnable closing) {
        this.failFast = failFast;
        this.board = board;
        this.calls = calls;
        this.bus = bus;
        this.nodes = nodes;
        this.keyValue = keyValue;
        this.log = log;
        this.events = events;
        this.maintenance = maintenance;
        this.settings = settings;
        this.notes = notes;
        this.closing = closing;
    }

    @Override
    public NodeId id() {
        return board.picture().status().viewerId();
    }

    @Override
    public ClusterStatus status() {
        return notes.on(board.picture().status());
    }

    @Override
    public ClusterStatus askStatus(Duration timeout) {
        if (timeout.compareTo(CoreNodeTable.SHORTEST) < 0 || timeout.compareTo(LONGEST_ASK) > 0) {
            throw new IllegalArgumentException("timeout " + timeout.toMillis() + "ms must lie between 1ms and 1m");
        }
        return calls.ask(ClusterStatus.class, timeout, token -> new Input.AskStatus(token, timeout.toNanos()))
                .answer()
                .map(notes::on)
                .orElseGet(this::status);
    }

    @Override
    public NodeTable nodes() {
        return nodes;
    }

    @Override
    public KeyValue keyValue() {
        return keyValue;
    }

    @Override
    public Log log() {
        return log;
    }

    @Override
    public Events events() {
        return events;
    }

    @Override
    public Maintenance maintenance() {
        return maintenance;
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public void addListener(AwaListener listener, Set<EventStream> streams) {
        bus.add(listener, streams);
    }

    @Override
    public void removeListener(AwaListener listener) {
        bus.remove(listener);
    }

    @Override
    public boolean awaitJoined(Duration timeout) throws InterruptedException {
        boolean known = board.await(picture -> picture.joined() || (failFast && isRefused(picture)), timeout);
        if (failFast && isRefused(board.picture())) {
            throw new StartException(
                    StartException.Reason.REFUSED,
                    "the cluster refuses this node: " + refusal().orElse(""));
        }
        return known;
    }

    @Override
    public Optional<String> refusal() {
        return board.picture().refusal();
    }

    private static boolean isRefused(Picture picture) {
        return picture.refusal().isPresent();
    }

    @Override
    public void close() {
        closing.run();
    }
}
