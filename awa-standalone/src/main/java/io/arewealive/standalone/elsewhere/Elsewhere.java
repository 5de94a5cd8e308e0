package io.arewealive.standalone.elsewhere;

import io.arewealive.core.channel.Enquirer;
import io.arewealive.core.log.KnownNodes;
import io.arewealive.core.trust.ClusterKeys;
import io.arewealive.status.ClusterStatus;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The picture of a cluster where the server of a data directory does not answer. */
public final class Elsewhere {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final KnownNodes known;

    /** Of the cluster that this directory's server knew. */
    public Elsewhere(KnownNodes known) {
        this.known = known;
    }

    /**
     * What was found.
     *
     * @param status the picture
     * @param isLive whether a node of the cluster showed it; else it is what was last known, and every state in it is unknown
     * @param source in words, where it is from
     */
    public record View(ClusterStatus status, boolean isLive, String source) {}

    /** Asks the other nodes, for two seconds at most. Without any answer it is what was last known, with the reasons. */
    public View ask(Optional<ClusterKeys> keys) throws InterruptedException {
        Round round = Round.of(known, new Enquirer(keys, PATIENCE));
        if (round.answer().isPresent()) {
            Round.Answer answer = round.answer().get();
            String source = answer.status().viewer() + " at " + answer.address();
            return new View(Marked.of(answer.status(), known.self(), source), true, "asked " + source);
        }
        String others = round.failures().isEmpty()
                ? "the server here knew no other node"
                : "none of the " + round.failures().size() + " other nodes answers";
        return new View(LastKnown.of(known, others, round.failures()), false, others);
    }

    /** What was last known, where the others cannot even be asked. */
    public View lastKnown(String why) {
        String others = "the other nodes were not asked: " + why;
        return new View(LastKnown.of(known, others, Map.of()), false, others);
    }
}
