package io.arewealive.log;

import io.arewealive.node.EditOutcome;

/**
 * What became of an operator's wish that a node vote or not.
 *
 * @param edit what became of the wish itself: once it is applied it stands in the table and is kept
 * @param carriedOut whether the voters are as wished
 * @param waitsFor if the wish is kept and the voters are not as wished yet: what for, and what to do; else empty
 */
public record MemberOutcome(EditOutcome edit, boolean carriedOut, String waitsFor) {

    /** The wish was not kept, or nobody knows. */
    public static MemberOutcome not(EditOutcome edit) {
        return new MemberOutcome(edit, false, "");
    }
}
