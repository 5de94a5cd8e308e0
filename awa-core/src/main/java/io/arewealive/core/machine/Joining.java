package io.arewealive.core.machine;

import io.arewealive.core.step.Effect;
import io.arewealive.core.step.Message;
import io.arewealive.node.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Brings a node without a cluster into one: it asks the nodes it can reach, one after the other in random order, those first that it
 * has heard to be in a cluster, until one says that it is in. Called from the loop only.
 */
final class Joining {

    private static final long ATTEMPT_NANOS = Duration.ofMillis(700).toNanos();
    private static final long REFUSED_NANOS = Duration.ofSeconds(3).toNanos();
    private static final long PAUSE_NANOS = Duration.ofMillis(150).toNanos();

    private final Knowledge known;
    private final RandomGenerator random;
    private final Set<NodeId> members = new HashSet<>();
    private List<NodeId> candidates = new ArrayList<>();
    private Optional<NodeId> asked = Optional.empty();
    private long nextNanos;
    private Optional<String> obstacle = Optional.empty();
    private boolean adopting;

    Joining(Knowledge known, RandomGenerator random) {
        this.known = known;
        this.random = random;
        this.nextNanos = known.now.nanos();
    }

    /** Why this node is not in, as far as it was told. */
    Optional<String> obstacle() {
        return obstacle;
    }

    /** This node goes by the id that waited for it: it asks again, under that. */
    void renamed() {
        adopting = false;
        candidates = new ArrayList<>();
        nextNanos = known.now.nanos();
    }

    void viewChanged() {
        nextNanos = Math.min(nextNanos, known.now.nanos());
    }

    /** A node that is in a cluster spoke. Others that have none, as at a first start, cannot let this one in: it does not wait for them. */
    void memberHeard(NodeId member) {
        if (!known.view.contains(member)) {
            return;
        }
        members.add(member);
        if (asked.filter(members::contains).isEmpty()) {
            candidates.remove(member);
            candidates.add(member); // the last one is asked first
            viewChanged();
        }
    }

    void tick() {
        if (known.inCluster || adopting || nextNanos - known.now.nanos() > 0) {
            return;
        }
        nextNanos = known.now.nanos() + ATTEMPT_NANOS;
        if (candidates.isEmpty()) {
            candidates = new ArrayList<>(known.view);
            candidates.remove(known.self());
            shuffle(candidates, random);
            members.retainAll(known.view);
            candidates.sort(Comparator.comparing(members::contains));
        }
        if (!candidates.isEmpty()) {
            asked = Optional.of(candidates.remove(candidates.size() - 1));
            known.send(
                    asked.get(),
                    new Message.Join(known.setup.self(), known.setup.arrival().replace()));
        }
    }

    /** A node answered the wish to join. Returns the cluster to belong to from now on, if it is in. */
    Optional<UUID> answered(Message.Joined answer) {
        if (known.inCluster || adopting) {
            return Optional.empty();
        }
        switch (answer.welcome()) {
            case IN -> {
                obstacle = Optional.empty();
                known.refusal = Optional.empty();
                return Optional.of(answer.clusterId());
            }
            case ADOPT -> {
                adopting = true;
                known.emit(new Effect.Adopt(NodeId.parse(answer.message())));
            }
            case REFUSED, OUT, OLD -> {
                obstacle = Optional.of(answer.message());
                known.refused(answer.message());
                nextNanos = known.now.nanos() + REFUSED_NANOS;
            }
            case LATER -> {
                obstacle = Optional.of(answer.message());
                nextNanos = known.now.nanos() + PAUSE_NANOS;
            }
        }
        return Optional.empty();
    }

    long deadlineNanos() {
        return known.inCluster || adopting ? Long.MAX_VALUE : nextNanos;
    }

    /** As {@code Collections.shuffle}, which makes do with a RandomGenerator only in a later Java. */
    private static void shuffle(List<NodeId> nodes, RandomGenerator random) {
        for (int i = nodes.size() - 1; i > 0; i--) {
            Collections.swap(nodes, i, random.nextInt(i + 1));
        }
    }
}
