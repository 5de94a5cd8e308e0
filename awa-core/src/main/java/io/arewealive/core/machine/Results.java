package io.arewealive.core.machine;

import io.arewealive.core.step.Result;
import io.arewealive.core.step.Result.Code;
import io.arewealive.node.EditOutcome.Refusal;

/** Refusals of the node table among the results of all commands. */
final class Results {

    private Results() {}

    static Result refused(Refusal reason, long version, String message) {
        Code code = switch (reason) {
            case NAME_TAKEN -> Code.NAME_TAKEN;
            case NO_SUCH_NODE -> Code.NO_SUCH_NODE;
            case NODE_IS_LIVE -> Code.NODE_IS_LIVE;
            case ID_RETIRED -> Code.ID_RETIRED;
            case INVALID -> Code.INVALID;
            case LIMIT -> Code.LIMIT;
        };
        return Result.not(code, version, message);
    }
}
