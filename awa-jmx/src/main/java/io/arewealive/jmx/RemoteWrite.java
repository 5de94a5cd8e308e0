package io.arewealive.jmx;

import io.arewealive.jmx.RemoteAwaException.Reason;
import io.arewealive.jmx.open.Row;
import io.arewealive.jmx.shape.KvOutcomeShape;
import io.arewealive.kv.KvOutcome;
import io.arewealive.kv.KvOutcome.NoLeader;
import io.arewealive.kv.KvOutcome.NoQuorum;
import io.arewealive.kv.KvOutcome.Unknown;
import io.arewealive.kv.KvWrite;
import io.arewealive.node.CommandId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.management.openmbean.CompositeData;

/** One write through a bean: if the answer never comes, the outcome is unknown, not an exception. */
final class RemoteWrite {

    private static final String UNANSWERED = "a first attempt was not answered, a second one found: ";

    private RemoteWrite() {}

    static KvOutcome run(Link link, String author, CommandId commandId, KvWrite write, Duration timeout) {
        var call = Call.of(write);
        List<Object> all = new ArrayList<>(call.arguments());
        all.addAll(List.of(commandId.toString(), timeout.toMillis(), author));
        try {
            Link.Answer<Object> answer = link.edit(RemoteKeyValue.TYPE, call.operation(), timeout, all.toArray());
            KvOutcome outcome = KvOutcomeShape.read(Row.of((CompositeData) answer.value()));
            return answer.again() ? mended(outcome) : outcome;
        } catch (RemoteAwaException e) {
            if (e.reason() == Reason.NO_ANSWER) {
                return new Unknown(commandId, String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    /** That nothing was written is true of the last attempt alone; the answer to the one before it never came. */
    private static KvOutcome mended(KvOutcome outcome) {
        return outcome instanceof NoQuorum || outcome instanceof NoLeader
                ? new Unknown(outcome.commandId(), UNANSWERED + outcome.message())
                : outcome;
    }

    /** An operation of the bean and what it takes before the command's id. */
    private record Call(String operation, List<Object> arguments) {

        static Call of(KvWrite write) {
            if (write instanceof KvWrite.Set set) {
                return new Call("setBytes", List.of(set.key(), set.value().bytes(), set.lease()));
            }
            if (write instanceof KvWrite.SetIf set) {
                return new Call(
                        "setIfBytes",
                        List.of(
                                set.key(),
                                set.operator().sign(),
                                set.operand().bytes(),
                                set.value().bytes(),
                                set.lease()));
            }
            if (write instanceof KvWrite.CompareAndSet set) {
                return set.expected()
                        .map(expected -> new Call(
                                "compareAndSetBytes",
                                List.of(set.key(), expected.bytes(), set.value().bytes(), set.lease())))
                        .orElseGet(() -> new Call(
                                "setIfMissingBytes",
                                List.of(set.key(), set.value().bytes(), set.lease())));
            }
            if (write instanceof KvWrite.SetAtRevision set) {
                return new Call(
                        "setAtRevisionBytes",
                        List.of(set.key(), set.revision(), set.value().bytes(), set.lease()));
            }
            if (write instanceof KvWrite.Unset unset) {
                return new Call("unset", List.of(unset.key()));
            }
            if (write instanceof KvWrite.UnsetAtRevision unset) {
                return new Call("unsetAtRevision", List.of(unset.key(), unset.revision()));
            }
            if (write instanceof KvWrite.Grant grant) {
                return new Call("grantLease", List.of(grant.timeToLive().toMillis()));
            }
            if (write instanceof KvWrite.Renew renew) {
                return new Call("renewLease", List.of(renew.lease()));
            }
            if (write instanceof KvWrite.Revoke revoke) {
                return new Call("revokeLease", List.of(revoke.lease()));
            }
            throw new AssertionError("unhandled " + write);
        }
    }
}
