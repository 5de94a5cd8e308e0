package io.arewealive.core;

import io.arewealive.core.loop.Calls;
import io.arewealive.core.publish.Board;
import io.arewealive.core.step.Input;
import io.arewealive.core.table.TableEdit;
import io.arewealive.core.table.TableView;
import io.arewealive.node.ChangeHash;
import io.arewealive.node.ChangesSince;
import io.arewealive.node.CommandId;
import io.arewealive.node.EditOutcome;
import io.arewealive.node.Fate;
import io.arewealive.node.Lifetime;
import io.arewealive.node.Node;
import io.arewealive.node.NodeEdit;
import io.arewealive.node.NodeId;
import io.arewealive.node.NodeTable;
import io.arewealive.node.Votes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The node table over the published picture and the loop. */
final class CoreNodeTable implements NodeTable {

    static final int MOST_CHANGES = 100_000;
    static final Duration SHORTEST = Duration.ofMillis(1);
    static final Duration LONGEST = Duration.ofMinutes(10);

    private static final Duration FATE_TIMEOUT = Duration.ofSeconds(2);

    private final Board board;
    private final Calls calls;
    private final String author;

    CoreNodeTable(Board board, Calls calls) {
        this(board, calls, Authors.UNNAMED);
    }

    private CoreNodeTable(Board board, Calls calls, String author) {
        this.board = board;
        this.calls = calls;
        this.author = author;
    }

    @Override
    public NodeTable by(String whom) {
        return new CoreNodeTable(board, calls, Authors.require(whom));
    }

    private TableView table() {
        return board.picture().table();
    }

    @Override
    public long version() {
        return table().version();
    }

    @Override
    public ChangeHash hash() {
        return table().hash();
    }

    @Override
    public List<Node> list() {
        return table().nodes();
    }

    @Override
    public Optional<Node> find(String nameOrId) {
        return table().find(nameOrId);
    }

    @Override
    public ChangesSince changesSince(long version, int limit) {
        if (version < 0) {
            throw new IllegalArgumentException("version " + version + " is negative; 0 asks for everything");
        }
        if (limit < 1 || limit > MOST_CHANGES) {
            throw new IllegalArgumentException("limit " + limit + " must lie between 1 and " + MOST_CHANGES);
        }
        return table().since(version, limit);
    }

    @Override
    public EditOutcome add(CommandId commandId, String name, String host, int port, Duration timeout) {
        var node = new Node(NodeId.random(), name, host, port, Lifetime.PERMANENT, Votes.AUTO, false, false, false);
        return edit(commandId, new TableEdit.Add(node), timeout);
    }

    @Override
    public EditOutcome update(CommandId commandId, NodeId id, NodeEdit edit, Duration timeout) {
        if (edit.isEmpty()) {
            throw new IllegalArgumentException(
                    "the edit of node " + id + " changes nothing; give a name, host or port");
        }
        return edit(commandId, new TableEdit.Update(id, edit), timeout);
    }

    @Override
    public EditOutcome unpin(CommandId commandId, NodeId id, Duration timeout) {
        return edit(commandId, new TableEdit.Update(id, NodeEdit.none()), timeout);
    }

    @Override
    public EditOutcome delete(CommandId commandId, NodeId id, boolean force, Duration timeout) {
        return edit(commandId, new TableEdit.Delete(id, force), timeout);
    }

    private EditOutcome edit(CommandId commandId, TableEdit edit, Duration timeout) {
        return Endings.edit(
                calls, commandId, timeout, token -> new Input.Edit(token, commandId, author, edit, timeout.toNanos()));
    }

    static void requireTimeout(Duration timeout) {
        if (timeout.compareTo(SHORTEST) < 0 || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("timeout " + timeout.toMillis() + "ms must lie between 1ms and 10m");
        }
    }

    @Override
    public Fate fateOf(CommandId commandId) {
        return calls.ask(Fate.class, FATE_TIMEOUT, token -> new Input.AskFate(token, commandId))
                .answer()
                .orElseGet(() -> new Fate.NotKnown("this node does not answer; ask another one"));
    }
}
