package io.arewealive.core.machine;

import io.arewealive.core.step.FoundingTalk.Agreed;
import io.arewealive.core.step.FoundingTalk.Late;
import io.arewealive.core.step.FoundingTalk.Prepare;
import io.arewealive.core.step.FoundingTalk.Promise;
import io.arewealive.core.step.FoundingTalk.Propose;
import io.arewealive.core.step.FoundingTalk.Word;
import io.arewealive.core.step.Vow;
import io.arewealive.core.step.Vow.Accepted;
import io.arewealive.core.step.Vow.Ballot;
import java.util.Optional;

/** The side of a founding that promises and agrees (the acceptor of "Paxos made simple"). Called from the loop only. */
final class Acceptor {

    private Vow vow;

    Acceptor(Vow vow) {
        this.vow = vow;
    }

    /** An answer that may be given once the vow is on disk; at once if that has not changed. */
    record Answer(Word word, boolean vowChanged) {}

    Vow vow() {
        return vow;
    }

    Answer prepare(Prepare prepare) {
        Ballot ballot = prepare.ballot();
        if (ballot.compareTo(vow.promised()) < 0) {
            return new Answer(new Late(vow.promised()), false);
        }
        boolean changed = !ballot.equals(vow.promised());
        vow = new Vow(ballot, vow.accepted());
        return new Answer(new Promise(ballot, vow.accepted()), changed);
    }

    Answer propose(Propose propose) {
        Ballot ballot = propose.ballot();
        if (ballot.compareTo(vow.promised()) < 0) {
            return new Answer(new Late(vow.promised()), false);
        }
        var accepted = Optional.of(new Accepted(ballot, propose.choice()));
        boolean changed = !accepted.equals(vow.accepted());
        vow = new Vow(ballot, accepted);
        return new Answer(new Agreed(ballot), changed);
    }
}
