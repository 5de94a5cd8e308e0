package io.arewealive.core.store;

import io.arewealive.core.step.StoreBatch;
import io.arewealive.core.step.StoreImage;
import io.arewealive.core.table.ChangeCodec;
import io.arewealive.core.wire.Bytes;
import io.arewealive.event.Event;
import io.arewealive.event.EventStream;
import io.arewealive.event.EventType;
import io.arewealive.node.ChangeHash;
import io.arewealive.node.CommandId;
import io.arewealive.node.Lifetime;
import io.arewealive.node.Node;
import io.arewealive.node.NodeChange;
import io.arewealive.node.NodeChange.Action;
import io.arewealive.node.NodeId;
import io.arewealive.node.Votes;
import io.arewealive.status.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** A node table that edits itself at random, the same for the same seed: what a store is fed with and compared to. */
final class Rows {

    static final Instant START = Instant.parse("2026-11-01T10:00:00.123Z");

    final Map<NodeId, Node> nodes = new LinkedHashMap<>();
    final List<NodeChange> changes = new ArrayList<>();
    final List<Event> clusterEvents = new ArrayList<>();
    final List<Event> localEvents = new ArrayList<>();
    ChangeHash hash = ChangeHash.EMPTY;

    private final List<NodeId> ids = new ArrayList<>();
    private final Random random;
    private final int size;

    /** About this many nodes. */
    Rows(long seed, int size) {
        random = new Random(seed);
        this.size = size;
    }

    long version() {
        return changes.size();
    }

    /** The next changes, each with a cluster event, as one batch; the log index is ten times the version. */
    StoreBatch next(int count) {
        return next(count, 0, 0);
    }

    StoreBatch next(int count, int local, long floor) {
        List<Event> events = new ArrayList<>();
        List<NodeChange> batch = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            batch.add(edit());
            events.add(event(EventStream.CLUSTER, clusterEvents));
        }
        for (int i = 0; i < local; i++) {
            events.add(event(EventStream.LOCAL, localEvents));
        }
        return new StoreBatch(version() * 10, version(), hash, floor, batch, events);
    }

    StoreImage image(long floor) {
        return new StoreImage(
                version() * 10,
                version(),
                hash,
                floor,
                List.copyOf(nodes.values()),
                changes.subList((int) floor, changes.size()),
                clusterEvents);
    }

    StoreState.Sound sound() {
        return new StoreState.Sound(version() * 10, version(), hash);
    }

    private NodeChange edit() {
        int dice = random.nextInt(10);
        if (ids.isEmpty() || ids.size() < size / 2 || (dice < 2 && ids.size() < size)) {
            NodeId id = new NodeId(new UUID(random.nextLong(), random.nextLong()));
            ids.add(id);
            return seal(Action.CREATE, id, Optional.of(node(id)));
        }
        int at = random.nextInt(ids.size());
        NodeId id = ids.get(at);
        if (dice < 9) {
            return seal(Action.UPDATE, id, Optional.of(node(id)));
        }
        ids.set(at, ids.get(ids.size() - 1));
        ids.remove(ids.size() - 1);
        return seal(Action.DELETE, id, Optional.empty());
    }

    private Node node(NodeId id) {
        return new Node(
                id,
                "node-" + random.nextInt(1_000_000),
                "10.0." + random.nextInt(256) + "." + random.nextInt(256),
                7800 + random.nextInt(10),
                random.nextBoolean() ? Lifetime.PERMANENT : Lifetime.EPHEMERAL,
                random.nextBoolean() ? Votes.AUTO : Votes.NEVER,
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean());
    }

    private NodeChange seal(Action action, NodeId id, Optional<Node> data) {
        long version = version() + 1;
        var command = new CommandId(new UUID(random.nextLong(), random.nextLong()));
        Instant time = START.plusMillis(version * 1_001);
        Bytes encoded = ChangeCodec.encode(version, action, id, data, command, time, "operator:alice");
        ChangeHash next = ChangeCodec.next(hash, encoded);
        var change = new NodeChange(
                version, action, id, data, command, time, "operator:alice", ChangeCodec.crc(encoded), hash, next);
        changes.add(change);
        hash = next;
        data.ifPresentOrElse(node -> nodes.put(id, node), () -> nodes.remove(id));
        return change;
    }

    private Event event(EventStream stream, List<Event> all) {
        long number = all.size() + 1L;
        var event = new Event(
                stream,
                number,
                START.plusSeconds(number),
                EventType.NODE_STATUS,
                number % 2 == 0 ? Severity.INFO : Severity.WARNING,
                "node-" + number,
                "node \"" + number + "\" is ÄÖÜ \u20ac suspect\nsecond line",
                Map.of("from", "online", "to", "suspect", "number", Long.toString(number)));
        all.add(event);
        return event;
    }
}
