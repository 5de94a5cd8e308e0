package io.arewealive.core;

import io.arewealive.core.loop.Calls;
import io.arewealive.core.step.Ending;
import io.arewealive.core.step.Input;
import io.arewealive.node.CommandId;
import io.arewealive.node.EditOutcome;
import java.time.Duration;
import java.util.function.LongFunction;

/** How commands end, in the words of those who gave them. */
final class Endings {

    private Endings() {}

    /** Gives a command to the loop and waits for its end. */
    static Ending await(Calls calls, CommandId commandId, Duration timeout, LongFunction<Input> question) {
        CoreNodeTable.requireTimeout(timeout);
        Calls.Reply<Ending> reply = calls.ask(Ending.class, timeout, question);
        return reply.answer()
                .orElseGet(() -> reply.taken()
                        ? new Ending.Unknown("no answer in time; ask later with the command's id " + commandId)
                        : new Ending.NoLeader(
                                "this node is closed or has too much to do; nothing was written, try again"));
    }

    /** The same for an edit of the node table, a setting or a maintenance. */
    static EditOutcome edit(Calls calls, CommandId commandId, Duration timeout, LongFunction<Input> question) {
        return await(calls, commandId, timeout, question).edit(commandId);
    }
}
