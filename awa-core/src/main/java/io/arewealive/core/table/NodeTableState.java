package io.arewealive.core.table;

import io.arewealive.core.table.FormerIds.Why;
import io.arewealive.core.wire.WireReader;
import io.arewealive.core.wire.WireWriter;
import io.arewealive.node.ChangeHash;
import io.arewealive.node.CommandId;
import io.arewealive.node.EditOutcome.Refusal;
import io.arewealive.node.Lifetime;
import io.arewealive.node.Node;
import io.arewealive.node.NodeChange;
import io.arewealive.node.NodeChange.Action;
import io.arewealive.node.NodeEdit;
import io.arewealive.node.NodeId;
import io.arewealive.node.Votes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The node table as a deterministic state machine: the same edits in the same order give the same rows, versions and hashes
 * everywhere. Called from the loop only.
 */
public final class NodeTableState {

    /** The most rows a table holds. */
    public static final int MAX_NODES = 10_000;

    private final Map<NodeId, Node> byId = new TreeMap<>();
    private final Map<String, Node> byName = new TreeMap<>();
    private FormerIds former = new FormerIds();
    private ChangeHash hash = ChangeHash.EMPTY;
    private ChangeList changes = ChangeList.after(0);
    private Optional<TableView> view = Optional.empty();

    /** What became of an edit. */
    public sealed interface Result {
        /** These changes were made; none if everything was like that already. */
        record Done(List<NodeChange> changes) implements Result {}

        /** Nothing was changed. */
        record Refused(Refusal reason, String message) implements Result {}
    }

    /** The command a change belongs to. */
    public record Cause(CommandId commandId, Instant time, String author) {}

    /** The table as it is now. */
    public TableView view() {
        TableView current = view.orElseGet(() -> new TableView(version(), hash, List.copyOf(byName.values()), changes));
        view = Optional.of(current);
        return current;
    }

    /** How many changes were applied. */
    public long version() {
        return changes.last();
    }

    /** The row with this id. */
    public Optional<Node> find(NodeId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Why the node with this id may not take part any more, if so. */
    public Optional<String> refusal(NodeId id) {
        return former.retired(id).map(was -> switch (was.why()) {
            case EXPELLED ->
                "node " + was.name() + " (id " + id
                        + ") was expelled: its row was deleted by force; let it in again with:" + " awa node add "
                        + was.name() + " HOST PORT, or start it with an empty data directory as a new node";
            case REPLACED ->
                "node " + was.name() + " (id " + id + ") was replaced by another one with --replace, and its id never"
                        + " returns; start it with an empty data directory and another name, as a new node";
        });
    }

    /** The reserved id by which the node that minted this one goes. */
    public Optional<NodeId> adopted(NodeId minted) {
        return former.adopted(minted);
    }

    /**
     * Applies an edit.
     *
     * @param live whether a node is known to be alive, by the replicated verdicts
     * @param keep how many changes to keep
     */
    public Result apply(TableEdit edit, Cause cause, Predicate<NodeId> live, int keep) {
        Result result = decide(edit, cause, live);
        trim(keep);
        return result;
    }

    private void trim(int keep) {
        if (changes.last() - changes.floor() > keep) {
            changes = changes.withFloor(changes.last() - keep);
            view = Optional.empty();
        }
    }

    private Result decide(TableEdit edit, Cause cause, Predicate<NodeId> live) {
        if (edit instanceof TableEdit.Add add) {
            return add(add.node(), cause);
        }
        if (edit instanceof TableEdit.Update update) {
            return update(update.id(), update.edit(), cause);
        }
        if (edit instanceof TableEdit.Seat seat) {
            return seat(seat, cause, live);
        }
        if (edit instanceof TableEdit.Delete delete) {
            return delete(delete.id(), delete.force(), cause, live);
        }
        if (edit instanceof TableEdit.Announce announce) {
            return announce(announce, cause, live);
        }
        throw new AssertionError("unhandled " + edit);
    }

    private Result add(Node node, Cause cause) {
        Node taken = byName.get(node.name());
        if (taken != null) {
            return refuse(
                    Refusal.NAME_TAKEN,
                    "name " + node.name() + " belongs to " + taken.address()
                            + " already; choose another name, or update it");
        }
        if (byId.size() >= MAX_NODES) {
            return refuse(Refusal.LIMIT, "the table holds " + MAX_NODES + " nodes already; delete some first");
        }
        return done(create(
                former.readmit(node.name()).map(id -> returning(node, id)).orElse(node), cause));
    }

    /** Who was expelled and is let in again keeps its id: nobody else can take that up. */
    private static Node returning(Node added, NodeId id) {
        return new Node(
                id,
                added.name(),
                added.host(),
                added.port(),
                added.lifetime(),
                added.votes(),
                added.witness(),
                true,
                added.pinned());
    }

    private Result update(NodeId id, NodeEdit edit, Cause cause) {
        Node old = byId.get(id);
        if (old == null) {
            return noSuchNode(id);
        }
        String name = edit.name().orElse(old.name());
        Node taken = byName.get(name);
        if (taken != null && !taken.id().equals(id)) {
            return refuse(
                    Refusal.NAME_TAKEN,
                    "name " + name + " belongs to " + taken.address() + " already; choose another name");
        }
        var updated = new Node(
                id,
                name,
                edit.host().orElse(old.host()),
                edit.port().orElse(old.port()),
                old.lifetime(),
                old.votes(),
                old.witness(),
                old.claimed(),
                !edit.isEmpty());
        return updated.equals(old) ? new Result.Done(List.of()) : done(replace(updated, cause));
    }

    private Result seat(TableEdit.Seat seat, Cause cause, Predicate<NodeId> live) {
        Node old = byId.get(seat.id());
        if (old == null) {
            return noSuchNode(seat.id());
        }
        if (seat.wanted() && old.witness() && old.votes().mayVote()) {
            return refuse(
                    Refusal.INVALID,
                    old.name()
                            + " is a witness: it gets its vote by itself wherever a full node is missing, and cannot be"
                            + " preferred to one");
        }
        if (!seat.wanted() && byId.values().stream().noneMatch(other -> canDoWithout(old, other, live))) {
            return refuse(
                    Refusal.INVALID,
                    "the vote of " + old.name() + " cannot be taken away: no other full node that may vote is online;"
                            + " start one, or let one vote first (awa member add)");
        }
        Node wished = old.withVotes(seat.wanted() ? Votes.ADDED : Votes.REMOVED);
        return wished.equals(old) ? new Result.Done(List.of()) : done(replace(wished, cause));
    }

    private static boolean canDoWithout(Node gone, Node other, Predicate<NodeId> live) {
        return !other.id().equals(gone.id()) && other.votes().mayVote() && !other.witness() && live.test(other.id());
    }

    private Result delete(NodeId id, boolean force, Cause cause, Predicate<NodeId> live) {
        Node old = byId.get(id);
        if (old == null) {
            return noSuchNode(id);
        }
        if (!force && live.test(id)) {
            return refuse(
                    Refusal.NODE_IS_LIVE,
                    "node " + old.name() + " at " + old.address()
                            + " is alive; stop it first, or delete it with force");
        }
        if (live.test(id)) {
            former.retire(old, Why.EXPELLED);
        }
        return done(remove(old, cause));
    }

    private Result announce(TableEdit.Announce announce, Cause cause, Predicate<NodeId> live) {
        Node node = announce.node();
        Optional<String> refusal = refusal(node.id());
        if (refusal.isPresent()) {
            return refuse(Refusal.ID_RETIRED, refusal.get());
        }
        Node old = byId.get(node.id());
        if (old != null) {
            return readdress(old, node, cause);
        }
        if (former.adopted(node.id()).filter(byId::containsKey).isPresent()) {
            return new Result.Done(List.of());
        }
        Node taken = byName.get(node.name());
        return taken == null ? arrive(node, cause) : meet(taken, announce, cause, live);
    }

    private Result arrive(Node node, Cause cause) {
        return byId.size() >= MAX_NODES
                ? refuse(Refusal.LIMIT, "the table holds " + MAX_NODES + " nodes already; delete some first")
                : done(create(node, cause));
    }

    /** A node arrives whose name stands in the table: its row waited for it, or is free, or is another's. */
    private Result meet(Node taken, TableEdit.Announce announce, Cause cause, Predicate<NodeId> live) {
        Node node = announce.node();
        boolean alive = live.test(taken.id());
        if (!taken.claimed()) {
            former.adopt(node.id(), taken.id());
            return readdress(taken, node, cause);
        }
        if (alive || (taken.lifetime() == Lifetime.PERMANENT && !announce.replace())) {
            return refuse(
                    Refusal.NAME_TAKEN,
                    "name " + node.name() + " belongs to the node at " + taken.address() + " (id " + taken.id() + ", "
                            + (alive ? "online" : "not online") + "), so the one at " + node.address()
                            + " is not let in; "
                            + (alive
                                    ? "give it another name; a node that is not online any more can be replaced with"
                                            + " --replace (awa.node.replace=true)"
                                    : "start that one, or let this one take its place for good with --replace"
                                            + " (awa.node.replace=true), or give this one another name"));
        }
        if (taken.lifetime() == Lifetime.PERMANENT) {
            former.retire(taken, Why.REPLACED);
        }
        Node heir = taken.votes().isOperators() ? node.withVotes(taken.votes()) : node;
        return new Result.Done(List.of(remove(taken, cause), create(heir, cause)));
    }

    private Result readdress(Node old, Node said, Cause cause) {
        var updated = new Node(
                old.id(),
                old.pinned() ? old.name() : said.name(),
                old.pinned() ? old.host() : said.host(),
                old.pinned() ? old.port() : said.port(),
                said.lifetime(),
                old.votes().isOperators() ? old.votes() : said.votes(),
                said.witness(),
                true,
                old.pinned());
        if (updated.equals(old)) {
            return new Result.Done(List.of());
        }
        Node taken = byName.get(updated.name());
        if (taken != null && !taken.id().equals(old.id())) {
            return refuse(
                    Refusal.NAME_TAKEN,
                    "name " + updated.name() + " belongs to the node at " + taken.address() + "; the one at "
                            + said.address() + " keeps its old name " + old.name());
        }
        return done(replace(updated, cause));
    }

    /** None of the nodes is there: rows of permanent ones wait for their servers, those of ephemeral ones go. */
    public void reserveAll(Cause cause, int keep) {
        for (Node node : List.copyOf(byId.values())) {
            if (node.lifetime() == Lifetime.EPHEMERAL) {
                remove(node, cause);
            } else if (node.claimed()) {
                replace(node.unclaimed(), cause);
            }
        }
        trim(keep);
    }

    private NodeChange create(Node node, Cause cause) {
        return append(Action.CREATE, node.id(), Optional.of(node), cause);
    }

    private NodeChange replace(Node node, Cause cause) {
        return append(Action.UPDATE, node.id(), Optional.of(node), cause);
    }

    private NodeChange remove(Node node, Cause cause) {
        return append(Action.DELETE, node.id(), Optional.empty(), cause);
    }

    private NodeChange append(Action action, NodeId id, Optional<Node> data, Cause cause) {
        NodeChange change = ChangeCodec.seal(
                version() + 1, action, id, data, cause.commandId(), cause.time(), cause.author(), hash);
        Node old = byId.remove(id);
        if (old != null) {
            byName.remove(old.name());
        }
        data.ifPresent(node -> {
            byId.put(id, node);
            byName.put(node.name(), node);
        });
        changes = changes.plus(change);
        hash = change.hash();
        view = Optional.empty();
        return change;
    }

    /** Writes the whole state into a snapshot. */
    public void write(WireWriter out) {
        out.list(byId.values(), ChangeCodec::writeNode);
        former.write(out);
        out.i64(changes.floor());
        ChangeCodec.writeHash(out, hash);
        out.list(changes.since(changes.floor(), Integer.MAX_VALUE), ChangeCodec::writeChange);
    }

    /** Reads a whole state from a snapshot. */
    public static NodeTableState read(WireReader in) {
        return read(in, FormerIds::read);
    }

    /** Reads it from a snapshot of the time when only the ids of expelled nodes were kept. */
    public static NodeTableState readFirst(WireReader in) {
        return read(in, FormerIds::readFirst);
    }

    private static NodeTableState read(WireReader in, Function<WireReader, FormerIds> formerIds) {
        var state = new NodeTableState();
        in.list(MAX_NODES, ChangeCodec::readNode).forEach(node -> {
            state.byId.put(node.id(), node);
            state.byName.put(node.name(), node);
        });
        state.former = formerIds.apply(in);
        long floor = in.i64();
        state.hash = ChangeCodec.readHash(in);
        state.changes = ChangeList.of(floor, in.list(Integer.MAX_VALUE, ChangeCodec::readChange));
        return state;
    }

    private static Result done(NodeChange change) {
        return new Result.Done(List.of(change));
    }

    private static Result refuse(Refusal reason, String message) {
        return new Result.Refused(reason, message);
    }

    private static Result noSuchNode(NodeId id) {
        return refuse(Refusal.NO_SUCH_NODE, "the table has no node with the id " + id + "; `awa node list` shows all");
    }
}
