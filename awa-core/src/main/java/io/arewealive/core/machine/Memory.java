package io.arewealive.core.machine;

import io.arewealive.core.machine.Command.Envelope;
import io.arewealive.core.step.Ending;
import io.arewealive.core.step.Result;
import io.arewealive.core.step.Result.Code;
import io.arewealive.core.wire.WireReader;
import io.arewealive.core.wire.WireWriter;
import io.arewealive.node.CommandId;
import io.arewealive.node.EditOutcome;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The commands that were applied last, so that a retry is not applied again and their fate can be asked. It is bounded; a command whose
 * first attempt may have been forgotten is not applied at all. A part of the replicated state. Called from the loop only.
 */
final class Memory {

    /** How many commands are remembered. */
    static final int MOST = 20_000;

    private static final int MAX_TEXT = 4096;

    private final Map<CommandId, Remembered> commands = new LinkedHashMap<>();
    private long forgotten;

    Optional<Remembered> find(CommandId id) {
        return Optional.ofNullable(commands.get(id));
    }

    /** How an earlier attempt of this command ended, or that nobody can tell; empty if there was none. */
    Optional<Ending.Settled> before(Envelope envelope) {
        Remembered before = commands.get(envelope.id());
        if (before != null) {
            return Optional.of(before.again());
        }
        if (envelope.since() >= 0 && envelope.since() < forgotten) {
            return Optional.of(new Ending.Settled(
                    Result.not(
                            Code.FORGOTTEN,
                            0,
                            "more than " + MOST + " commands came since its first attempt, so nobody can tell whether"
                                    + " that was applied; look at what it should have changed"),
                    false,
                    1));
        }
        return Optional.empty();
    }

    void add(CommandId id, Remembered ended) {
        commands.put(id, ended);
        if (commands.size() > MOST) {
            Iterator<Remembered> oldest = commands.values().iterator();
            forgotten = oldest.next().index();
            oldest.remove();
        }
    }

    void write(WireWriter out) {
        out.i64(forgotten);
        out.list(
                commands.entrySet(),
                (w, e) -> e.getValue()
                        .result()
                        .write(w.uuid(e.getKey().value()).i64(e.getValue().index())));
    }

    static Memory read(WireReader in) {
        var memory = new Memory();
        memory.forgotten = in.i64();
        int count = in.count(MOST);
        for (int i = 0; i < count; i++) {
            var id = new CommandId(in.uuid());
            long index = in.i64();
            memory.commands.put(id, new Remembered(Result.read(in), index));
        }
        return memory;
    }

    /** As it was when only edits of the table were remembered. */
    static Memory readFirst(WireReader in) {
        var memory = new Memory();
        int count = in.count(MOST);
        for (int i = 0; i < count; i++) {
            var id = new CommandId(in.uuid());
            long version = in.i64();
            long index = in.i64();
            Optional<Result> refused = in.optional(
                    r -> Results.refused(EditOutcome.Refusal.valueOf(r.text(32)), version, r.text(MAX_TEXT)));
            memory.commands.put(id, new Remembered(refused.orElseGet(() -> Result.done(version)), index));
        }
        return memory;
    }
}
