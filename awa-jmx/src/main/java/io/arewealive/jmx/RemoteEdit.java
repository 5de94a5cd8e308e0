package io.arewealive.jmx;

import io.arewealive.jmx.RemoteAwaException.Reason;
import io.arewealive.jmx.open.Row;
import io.arewealive.jmx.shape.OutcomeShape;
import io.arewealive.node.CommandId;
import io.arewealive.node.EditOutcome;
import java.time.Duration;
import java.util.Arrays;
import javax.management.openmbean.CompositeData;

/** One edit through a bean: if the answer never comes, the outcome is unknown, not an exception. */
final class RemoteEdit {

    private static final String UNANSWERED = "a first attempt was not answered, a second one found: ";

    private RemoteEdit() {}

    static EditOutcome run(
            Link link,
            String author,
            String type,
            String operation,
            CommandId commandId,
            Duration timeout,
            Object... arguments) {
        Object[] all = Arrays.copyOf(arguments, arguments.length + 3);
        all[arguments.length] = commandId.toString();
        all[arguments.length + 1] = timeout.toMillis();
        all[arguments.length + 2] = author;
        try {
            Link.Answer<Object> answer = link.edit(type, operation, timeout, all);
            return mended(answer.again(), OutcomeShape.read(Row.of((CompositeData) answer.value())));
        } catch (RemoteAwaException e) {
            if (e.reason() == Reason.NO_ANSWER) {
                return new EditOutcome.Unknown(
                        commandId, e.getMessage() + "; ask any node what became of command " + commandId);
            }
            throw e;
        }
    }

    /** That nothing was written is true of the last attempt alone, if the answer to the one before it never came. */
    static EditOutcome mended(boolean again, EditOutcome outcome) {
        if (!again) {
            return outcome;
        }
        if (outcome instanceof EditOutcome.NoQuorum noQuorum) {
            return new EditOutcome.Unknown(noQuorum.commandId(), UNANSWERED + noQuorum.message());
        }
        if (outcome instanceof EditOutcome.NoLeader noLeader) {
            return new EditOutcome.Unknown(noLeader.commandId(), UNANSWERED + noLeader.message());
        }
        return outcome;
    }
}
