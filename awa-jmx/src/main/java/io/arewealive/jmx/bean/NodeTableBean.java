package io.arewealive.jmx.bean;

import io.arewealive.jmx.open.Arguments;
import io.arewealive.jmx.open.Field;
import io.arewealive.jmx.open.OpenBean;
import io.arewealive.jmx.open.Operation;
import io.arewealive.jmx.open.Operation.Impact;
import io.arewealive.jmx.open.Parameter;
import io.arewealive.jmx.shape.ChangesSinceShape;
import io.arewealive.jmx.shape.NodeShape;
import io.arewealive.node.EditOutcome;
import io.arewealive.node.EditOutcome.Refusal;
import io.arewealive.node.EditOutcome.Refused;
import io.arewealive.node.Node;
import io.arewealive.node.NodeEdit;
import io.arewealive.node.NodeId;
import io.arewealive.node.NodeTable;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The versioned table of nodes, to read and to edit. */
final class NodeTableBean {

    private static final int DEFAULT_CHANGES = 100;
    private static final String WHICH = "node";
    private static final String CONFIRM = "confirm";

    private final NodeTable table;

    private NodeTableBean(NodeTable table) {
        this.table = table;
    }

    static OpenBean<TableView> of(NodeTable table) {
        var bean = new NodeTableBean(table);
        return OpenBean.<TableView>describe(
                        "The versioned table of nodes, kept equal on all of them, as this node has it.",
                        new TableViews(table))
                .attribute(Field.number(
                        "version",
                        "changes",
                        "Version of the table: the number of changes applied to it.",
                        TableView::version))
                .attribute(Field.text(
                        "hash",
                        "Hash of the list of changes; equal versions and hashes mean equal tables.",
                        view -> view.hash().toString()))
                .attribute(Field.madeRows(
                        "nodes",
                        "All rows, in the order of names.",
                        NodeShape.SHAPE,
                        view -> view.rows().get()))
                .operations(bean.add())
                .operations(bean.update())
                .operations(bean.unpin())
                .operations(bean.delete())
                .operation(bean.changesSince())
                .operation(Fates.operation(table))
                .build();
    }

    private List<Operation> add() {
        return Edits.operations(
                "add",
                "Adds a permanent row by hand; the server of that name adopts it when it joins.",
                List.of(
                        Parameter.text(
                                "name", "Name of the new node, 1 to 64 of letters, digits, dot, underscore, hyphen."),
                        Parameter.text("host", "Host name or address that others dial."),
                        Parameter.integer("port", "TCP port", "TCP port that others dial, 1 to 65535.")),
                List.of(),
                arguments -> Authors.sign(table, arguments)
                        .add(
                                CommandIds.readOptional(arguments),
                                Node.requireName(arguments.text("name")),
                                Node.requireHost(arguments.text("host")),
                                Node.requirePort(arguments.integer("port")),
                                Timeouts.LOG.read(arguments)));
    }

    private List<Operation> update() {
        return Edits.operations(
                "update",
                "Changes the row of precisely one node; what is left empty stays as it is.",
                List.of(
                        which(),
                        Parameter.text("name", "The new name; empty to keep it."),
                        Parameter.text("host", "The new host; empty to keep it."),
                        Parameter.integer("port", "TCP port", "The new port; 0 to keep it.")),
                List.of(),
                arguments -> {
                    var edit = readEdit(arguments);
                    return onNode(
                            arguments,
                            id -> Authors.sign(table, arguments)
                                    .update(
                                            CommandIds.readOptional(arguments),
                                            id,
                                            edit,
                                            Timeouts.LOG.read(arguments)));
                });
    }

    private List<Operation> unpin() {
        return Edits.operations(
                "unpin",
                "Lets the name and address count again that the node says of itself, after an operator had set others.",
                List.of(which()),
                List.of(),
                arguments -> onNode(
                        arguments,
                        id -> Authors.sign(table, arguments)
                                .unpin(CommandIds.readOptional(arguments), id, Timeouts.LOG.read(arguments))));
    }

    private List<Operation> delete() {
        return Edits.operations(
                "delete",
                "Deletes the row of a node; a node that is alive is refused unless the full form confirms it.",
                List.of(which()),
                List.of(Parameter.text(
                        CONFIRM,
                        "The name or id once more, to delete even a live node, which is then expelled. Empty to refuse"
                                + " that.")),
                arguments -> {
                    boolean force = readConfirmation(arguments);
                    return onNode(
                            arguments,
                            id -> Authors.sign(table, arguments)
                                    .delete(
                                            CommandIds.readOptional(arguments),
                                            id,
                                            force,
                                            Timeouts.LOG.read(arguments)));
                });
    }

    private Operation changesSince() {
        return new Operation(
                "changesSince",
                "Gives the changes after a version, or the whole table if they are no longer kept.",
                Impact.READS,
                ChangesSinceShape.SHAPE.type(),
                List.of(
                        Parameter.number("version", "changes", "The version after which to begin; 0 for all."),
                        Limits.parameter(DEFAULT_CHANGES, 100_000)),
                arguments -> ChangesSinceShape.SHAPE.row(table.changesSince(
                        Limits.notNegative(arguments, "version"), Limits.read(arguments, DEFAULT_CHANGES, 100_000))));
    }

    private static Parameter which() {
        return Parameter.text(WHICH, "Name or id of the node whose row it is.");
    }

    private EditOutcome onNode(Arguments arguments, Function<NodeId, EditOutcome> edit) {
        var which = arguments.text(WHICH);
        return table.find(which)
                .map(Node::id)
                .or(() -> parse(which))
                .map(edit)
                .orElseGet(() -> new Refused(
                        CommandIds.readOptional(arguments),
                        Refusal.NO_SUCH_NODE,
                        "no node has the name or id \"" + which + "\"; see the attribute Nodes"));
    }

    /** An id whose row has gone still goes to the table, so that a retry learns that it had been applied. */
    private static Optional<NodeId> parse(String id) {
        try {
            return Optional.of(NodeId.parse(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean readConfirmation(Arguments arguments) {
        var confirm = arguments.has(CONFIRM) ? arguments.text(CONFIRM) : "";
        var which = arguments.text(WHICH);
        if (!confirm.isEmpty() && !confirm.equals(which)) {
            throw new IllegalArgumentException(CONFIRM + " \"" + confirm + "\" is not \"" + which
                    + "\"; repeat that to delete even a live node, or leave it empty");
        }
        return !confirm.isEmpty();
    }

    private static NodeEdit readEdit(Arguments arguments) {
        var edit = NodeEdit.none();
        var name = Consoles.optionalText(arguments, "name");
        var host = Consoles.optionalText(arguments, "host");
        int port = arguments.integer("port");
        edit = name.isEmpty() ? edit : edit.withName(name);
        edit = host.isEmpty() ? edit : edit.withHost(host);
        edit = port == 0 ? edit : edit.withPort(port);
        if (edit.isEmpty()) {
            throw new IllegalArgumentException("update: give a new name, host or port");
        }
        return edit;
    }
}
