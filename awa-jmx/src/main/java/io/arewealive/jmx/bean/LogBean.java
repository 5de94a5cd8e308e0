package io.arewealive.jmx.bean;

import io.arewealive.Awa;
import io.arewealive.jmx.open.Arguments;
import io.arewealive.jmx.open.ArrayTypes;
import io.arewealive.jmx.open.Field;
import io.arewealive.jmx.open.OpenBean;
import io.arewealive.jmx.open.Operation;
import io.arewealive.jmx.open.Operation.Impact;
import io.arewealive.jmx.open.Parameter;
import io.arewealive.jmx.shape.LogOutcomeShapes;
import io.arewealive.jmx.shape.LogPicture;
import io.arewealive.jmx.shape.LogStatusShape;
import io.arewealive.log.Log;
import io.arewealive.log.MemberOutcome;
import io.arewealive.node.NodeId;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The replicated log: how it is, who votes, and what an operator may want of it. */
final class LogBean {

    private static final String NODE = "node";

    private LogBean() {}

    static OpenBean<LogPicture> of(Awa awa) {
        Log log = awa.log();
        return OpenBean.<LogPicture>describe(
                        "The replicated log: leader, positions, voters, snapshot, files.", new LogPictures(log))
                .attributes(LogStatusShape.SHAPE)
                .attribute(Field.texts("memberLines", "The members as a table for people.", LogPicture::lines))
                .operations(members(
                        "addMember",
                        "Lets a node vote, before others that may, and waits until it does.",
                        arguments -> sign(log, arguments)
                                .add(
                                        CommandIds.readOptional(arguments),
                                        node(awa, arguments),
                                        Timeouts.LOG.read(arguments))))
                .operations(members(
                        "removeMember",
                        "Lets a node not vote any more, and waits until it does not.",
                        arguments -> sign(log, arguments)
                                .remove(
                                        CommandIds.readOptional(arguments),
                                        node(awa, arguments),
                                        Timeouts.LOG.read(arguments))))
                .operations(Edits.operations(
                        "noop",
                        "Sends a command that changes nothing through the log; the version of its outcome is its index there.",
                        List.of(),
                        List.of(),
                        arguments -> sign(log, arguments)
                                .noop(CommandIds.readOptional(arguments), Timeouts.LOG.read(arguments))))
                .operation(new Operation(
                        "takeSnapshot",
                        "Writes a snapshot of this node's state now.",
                        Impact.CHANGES,
                        LogOutcomeShapes.SNAPSHOT.type(),
                        List.of(Timeouts.LOG.parameter()),
                        arguments -> LogOutcomeShapes.SNAPSHOT.row(log.snapshot(Timeouts.LOG.read(arguments)))))
                .operation(new Operation(
                        "prepareBackup",
                        "Makes a copy of everything that the cluster agrees on, to be fetched by readBackup.",
                        Impact.CHANGES,
                        LogOutcomeShapes.BACKUP.type(),
                        List.of(Timeouts.LOG.parameter()),
                        arguments -> LogOutcomeShapes.BACKUP.row(log.backup(Timeouts.LOG.read(arguments)))))
                .operation(new Operation(
                        "readBackup",
                        "Gives a piece of the copy that prepareBackup made.",
                        Impact.CHANGES,
                        ArrayTypes.ofBytes(),
                        List.of(
                                Parameter.text("id", "Names the copy, as prepareBackup said."),
                                Parameter.number("offset", "bytes", "Where the piece begins."),
                                Parameter.integer("length", "bytes", "How long it may be, 1 to 1048576.")),
                        arguments -> log.backupPart(
                                arguments.text("id"), arguments.number("offset"), arguments.integer("length"))))
                .build();
    }

    private static List<Operation> members(String name, String description, Function<Arguments, MemberOutcome> body) {
        var brief = List.of(Parameter.text(NODE, "Name or id of a node."));
        var full = Stream.concat(brief.stream(), Stream.of(CommandIds.optional(), Timeouts.LOG.parameter()))
                .toList();
        var signed =
                Stream.concat(full.stream(), Stream.of(Authors.parameter())).toList();
        return Stream.of(brief, full, signed)
                .map(form -> new Operation(
                        name,
                        description,
                        Impact.CHANGES,
                        LogOutcomeShapes.MEMBER.type(),
                        form,
                        arguments -> LogOutcomeShapes.MEMBER.row(body.apply(arguments))))
                .toList();
    }

    private static Log sign(Log log, Arguments arguments) {
        return Authors.said(arguments).map(log::by).orElse(log);
    }

    private static NodeId node(Awa awa, Arguments arguments) {
        String node = arguments.text(NODE);
        return awa.nodes()
                .find(node)
                .orElseThrow(() -> new IllegalArgumentException("no node has the name or id \"" + node + "\""))
                .id();
    }
}
