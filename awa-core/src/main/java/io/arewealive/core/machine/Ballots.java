package io.arewealive.core.machine;

import io.arewealive.core.step.FoundingTalk.Promise;
import io.arewealive.core.step.Vow.Accepted;
import io.arewealive.core.step.Vow.Ballot;
import io.arewealive.core.step.Vow.Choice;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** One attempt of this node's to have a founder agreed on: who has promised, what is proposed, who has agreed. Called from the loop only. */
final class Ballots {

    private final Ballot ballot;
    private final int majority;
    private final Set<Integer> promised = new HashSet<>();
    private final Set<Integer> agreed = new HashSet<>();
    private Optional<Accepted> latest = Optional.empty();
    private Optional<Choice> proposed = Optional.empty();

    Ballots(Ballot ballot, int majority) {
        this.ballot = ballot;
        this.majority = majority;
    }

    Ballot ballot() {
        return ballot;
    }

    /**
     * Counts a promise. With that of a majority it returns what to propose: what was agreed to last, for that may be chosen
     * already, and only else what this node wants.
     */
    Optional<Choice> promised(int place, Promise promise, Choice wanted) {
        if (!promise.ballot().equals(ballot) || proposed.isPresent()) {
            return Optional.empty();
        }
        promised.add(place);
        promise.accepted()
                .filter(accepted -> latest.isEmpty()
                        || Comparator.comparing(Accepted::ballot).compare(accepted, latest.get()) > 0)
                .ifPresent(accepted -> latest = Optional.of(accepted));
        if (promised.size() < majority) {
            return Optional.empty();
        }
        proposed = Optional.of(latest.map(Accepted::choice).orElse(wanted));
        return proposed;
    }

    /** Counts an agreement; returns what is chosen, once a majority has agreed. */
    Optional<Choice> agreed(int place, Ballot to) {
        if (!to.equals(ballot) || proposed.isEmpty()) {
            return Optional.empty();
        }
        agreed.add(place);
        return agreed.size() >= majority ? proposed : Optional.empty();
    }
}
