package io.arewealive.core.step;

import io.arewealive.core.step.Vow.Accepted;
import io.arewealive.core.step.Vow.Ballot;
import io.arewealive.core.step.Vow.Choice;
import io.arewealive.core.wire.WireException;
import io.arewealive.core.wire.WireReader;
import io.arewealive.core.wire.WireWriter;
import java.util.Optional;
import java.util.UUID;

/**
 * What the nodes of a founding list say to each other until one of them has founded their cluster.
 *
 * @param list which list the sender was given
 * @param place where in the list it stands, from 0
 * @param word what it says
 */
public record FoundingTalk(UUID list, int place, Word word) {

    /** What is said. */
    public sealed interface Word {}

    /** "I am up, and know of no cluster." */
    public record Here() implements Word {}

    /** "Listen to no attempt before this one, and tell me what you agreed to so far." */
    public record Prepare(Ballot ballot) implements Word {}

    /** The answer, when it is on disk. */
    public record Promise(Ballot ballot, Optional<Accepted> accepted) implements Word {}

    /** "Agree to this." */
    public record Propose(Ballot ballot, Choice choice) implements Word {}

    /** The answer, when it is on disk. */
    public record Agreed(Ballot ballot) implements Word {}

    /** "Too late: I promised to listen to a later attempt." */
    public record Late(Ballot promised) implements Word {}

    /** A majority has agreed; it will never be another one. */
    public record Chosen(Choice choice) implements Word {}

    void write(WireWriter out) {
        out.uuid(list).i32(place);
        if (word instanceof Here) {
            out.u8(1);
        } else if (word instanceof Prepare prepare) {
            prepare.ballot().write(out.u8(2));
        } else if (word instanceof Promise promise) {
            promise.ballot().write(out.u8(3));
            out.optional(promise.accepted(), (w, each) -> each.write(w));
        } else if (word instanceof Propose propose) {
            propose.ballot().write(out.u8(4));
            propose.choice().write(out);
        } else if (word instanceof Agreed agreed) {
            agreed.ballot().write(out.u8(5));
        } else if (word instanceof Late late) {
            late.promised().write(out.u8(6));
        } else if (word instanceof Chosen chosen) {
            chosen.choice().write(out.u8(7));
        } else {
            throw new AssertionError("unhandled " + word);
        }
    }

    static FoundingTalk read(WireReader in) {
        return new FoundingTalk(in.uuid(), in.i32(), readWord(in));
    }

    private static Word readWord(WireReader in) {
        int number = in.u8();
        return switch (number) {
            case 1 -> new Here();
            case 2 -> new Prepare(Ballot.read(in));
            case 3 -> new Promise(Ballot.read(in), in.optional(Accepted::read));
            case 4 -> new Propose(Ballot.read(in), Choice.read(in));
            case 5 -> new Agreed(Ballot.read(in));
            case 6 -> new Late(Ballot.read(in));
            case 7 -> new Chosen(Choice.read(in));
            default -> throw new WireException("there is no word number " + number);
        };
    }
}
