package io.arewealive.core.machine;

import io.arewealive.core.step.Effect;
import io.arewealive.core.step.FoundingTalk;
import io.arewealive.core.step.FoundingTalk.Agreed;
import io.arewealive.core.step.FoundingTalk.Chosen;
import io.arewealive.core.step.FoundingTalk.Here;
import io.arewealive.core.step.FoundingTalk.Late;
import io.arewealive.core.step.FoundingTalk.Prepare;
import io.arewealive.core.step.FoundingTalk.Promise;
import io.arewealive.core.step.FoundingTalk.Propose;
import io.arewealive.core.step.FoundingTalk.Word;
import io.arewealive.core.step.Message;
import io.arewealive.core.step.Vow.Ballot;
import io.arewealive.core.step.Vow.Choice;
import io.arewealive.node.NodeId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Lets the nodes of a list agree on the one that founds their cluster; never on two, whatever gets lost, comes twice or late, crashes or
 * is cut off. It is single-decree Paxos ("Paxos made simple"), and the value is who founds which cluster id.
 *
 * <ol>
 *   <li>A node that finds itself in the list says so to all it can reach, again and again.
 *   <li>When more than half of the list says so and nobody is known who belongs to a cluster, the one that stands first in
 *       the list asks for promises; another one does when nothing comes of it.
 *   <li>With promises of more than half it proposes what one of those has agreed to last; only if there is nothing, itself.
 *   <li>What more than half have agreed to is chosen for ever. The chosen node founds, on its disk, before anyone can join; all
 *       others join.
 * </ol>
 *
 * Every promise and agreement is on disk before it is told, and so is the number of an attempt: none is ever used twice. Places are counted, not nodes: one that two nodes claim counts for
 * neither. If the chosen node is lost for good in the moment before others have joined, nobody may found in its place; {@link #waitsFor}
 * names it then. Called from the loop only.
 */
final class Founding {

    private static final long HERE_NANOS = Duration.ofMillis(200).toNanos();
    private static final long FRESH_NANOS = Duration.ofMillis(1_500).toNanos();
    private static final long ATTEMPT_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long PATIENCE_NANOS = Duration.ofMillis(1_500).toNanos();

    private final NodeId self;
    private final Founders founders;
    private final RandomGenerator random;
    private final Acceptor acceptor;
    private final Map<NodeId, Sign> signs = new TreeMap<>();
    private final Deque<Owed> owed = new ArrayDeque<>();
    private List<Effect> effects = new ArrayList<>();
    private Set<NodeId> view = Set.of();
    private Optional<Integer> place = Optional.empty();
    private Optional<Ballots> attempt = Optional.empty();
    private Optional<Choice> chosen = Optional.empty();
    private long highestRound;
    private long writes;
    private long keptWrites;
    private long now;
    private long nextHereNanos;
    private long nextAttemptNanos;
    private boolean clusterSeen;
    private boolean enough;

    /** A sign of life of a node without a cluster. */
    private record Sign(int place, long atNanos) {}

    /** An answer that waits for the disk. */
    private record Owed(long write, NodeId to, Word word) {}

    Founding(NodeId self, Founders founders, RandomGenerator random, long nowNanos) {
        this.self = self;
        this.founders = founders;
        this.random = random;
        this.acceptor = new Acceptor(founders.vow());
        this.highestRound = founders.vow().promised().round();
        this.now = nowNanos;
        this.nextHereNanos = nowNanos;
        this.nextAttemptNanos = nowNanos;
    }

    /** At which of the list's addresses this node was found to be reached. */
    void here(Set<String> addresses) {
        place = founders.placeOf(addresses);
        nextHereNanos = now;
        noteMajority();
    }

    /** Somebody who belongs to a cluster was heard: until its next start this node only joins, and helps nobody to found. */
    void clusterSeen() {
        clusterSeen = true;
    }

    /** Whether this node is the one that founds. */
    boolean isFounder() {
        return chosen.filter(choice -> choice.founder().equals(self)).isPresent();
    }

    /** The chosen founder, as long as it is not this node and cannot be reached. */
    Optional<NodeId> waitsFor() {
        return chosen.map(Choice::founder).filter(node -> !node.equals(self) && !view.contains(node));
    }

    /** What the forming waits for, for people. */
    String progress() {
        if (clusterSeen) {
            return "a node of an existing cluster was heard, and this one waits to join it";
        }
        if (place.isEmpty()) {
            return "none of the addresses in awa.join (" + String.join(", ", founders.places())
                    + ") leads to this node, so it waits for a cluster to join";
        }
        if (waitsFor().isPresent()) {
            return "the node with the id " + waitsFor().get()
                    + " was agreed on to found the cluster, and it cannot be reached";
        }
        int there = presentPlaces().size();
        return there < founders.majority()
                ? there + " of the " + founders.places().size() + " nodes in awa.join are up, " + founders.majority()
                        + " are needed to form the cluster; missing: " + String.join(", ", missing())
                : "the nodes in awa.join agree on who founds the cluster";
    }

    /** Time passes. Returns what to do. */
    List<Effect> tick(long nowNanos, Set<NodeId> reachable) {
        now = nowNanos;
        view = reachable;
        signs.values().removeIf(sign -> now - sign.atNanos() > FRESH_NANOS);
        if (takesPart() && nextHereNanos - now <= 0) {
            nextHereNanos = now + HERE_NANOS;
            sayToOthers(new Here());
            chosen.filter(choice -> !choice.founder().equals(self))
                    .ifPresent(choice -> say(choice.founder(), new Chosen(choice)));
        }
        if (mayAttempt() && nextAttemptNanos - now <= 0) {
            begin();
        }
        return taken();
    }

    long deadlineNanos() {
        if (!takesPart()) {
            return Long.MAX_VALUE;
        }
        return mayAttempt() ? Math.min(nextHereNanos, nextAttemptNanos) : nextHereNanos;
    }

    /** A node without a cluster said something. Returns what to do. */
    List<Effect> received(NodeId from, FoundingTalk talk, long nowNanos) {
        now = nowNanos;
        if (takesPart() && talk.list().equals(founders.list()) && isPlace(talk.place())) {
            signs.put(from, new Sign(talk.place(), now));
            noteMajority();
            hear(from, talk.place(), talk.word());
        }
        return taken();
    }

    /** The vow is on disk, up to this write. Returns what to do. */
    List<Effect> kept(long write) {
        keptWrites = write;
        payOwed();
        return taken();
    }

    private void hear(NodeId from, int fromPlace, Word word) {
        if (word instanceof Prepare prepare) {
            listen(prepare.ballot());
            answer(from, acceptor.prepare(prepare));
        } else if (word instanceof Propose propose) {
            listen(propose.ballot());
            answer(from, acceptor.propose(propose));
        } else if (word instanceof Promise promise) {
            if (from.equals(self)) {
                attempt.filter(a -> a.ballot().equals(promise.ballot()))
                        .ifPresent(a -> sayToOthers(new Prepare(a.ballot())));
            }
            if (counts(fromPlace)) {
                attempt.flatMap(a -> a.promised(fromPlace, promise, new Choice(self, newClusterId())))
                        .ifPresent(choice -> propose(new Propose(promise.ballot(), choice)));
            }
        } else if (word instanceof Agreed agreed) {
            if (counts(fromPlace)) {
                attempt.flatMap(a -> a.agreed(fromPlace, agreed.ballot())).ifPresent(this::chosen);
            }
        } else if (word instanceof Late late) {
            highestRound = Math.max(highestRound, late.promised().round());
        } else if (word instanceof Chosen told) {
            chosen(told.choice());
        } else if (!(word instanceof Here)) {
            throw new AssertionError("unhandled " + word);
        }
    }

    /** Another node's attempt is under way: it gets its time. */
    private void listen(Ballot ballot) {
        highestRound = Math.max(highestRound, ballot.round());
        if (!ballot.by().equals(self)) {
            nextAttemptNanos = now + ATTEMPT_NANOS + jitter();
        }
    }

    private void answer(NodeId to, Acceptor.Answer answer) {
        if (answer.vowChanged()) {
            effects.add(new Effect.KeepVow(++writes, acceptor.vow()));
        }
        owed.add(new Owed(writes, to, answer.word())); // what has not changed may be on its way to the disk too
        payOwed();
    }

    private void payOwed() {
        while (!owed.isEmpty() && owed.peek().write() <= keptWrites) {
            Owed answer = owed.remove();
            say(answer.to(), answer.word());
        }
    }

    private void chosen(Choice choice) {
        if (chosen.isPresent()) {
            return;
        }
        chosen = Optional.of(choice);
        if (choice.founder().equals(self)) {
            effects.add(new Effect.Found(choice.clusterId()));
        } else {
            say(choice.founder(), new Chosen(choice));
        }
    }

    private boolean mayAttempt() {
        return takesPart() && chosen.isEmpty() && presentPlaces().size() >= founders.majority();
    }

    private boolean takesPart() {
        return place.isPresent() && !clusterSeen;
    }

    private void begin() {
        nextAttemptNanos = now + ATTEMPT_NANOS + jitter();
        highestRound++;
        var ballots = new Ballots(new Ballot(highestRound, self), founders.majority());
        attempt = Optional.of(ballots);
        hear(self, place.orElseThrow(), new Prepare(ballots.ballot())); // others hear of it when it is on this disk
    }

    private void propose(Propose proposal) {
        sayToOthers(proposal);
        hear(self, place.orElseThrow(), proposal);
    }

    /** When a majority is there for the first time, whoever stands first begins at once and gets a while for itself. */
    private void noteMajority() {
        boolean now = mayAttempt();
        if (now && !enough) {
            boolean first = presentPlaces().iterator().next().equals(place.orElseThrow());
            nextAttemptNanos = this.now + (first ? 0 : PATIENCE_NANOS + jitter());
        }
        enough = now;
    }

    private void sayToOthers(Word word) {
        view.stream().filter(node -> !node.equals(self)).forEach(node -> say(node, word));
    }

    private void say(NodeId to, Word word) {
        int from = place.orElse(-1);
        if (to.equals(self)) {
            hear(self, from, word);
        } else {
            effects.add(new Effect.Send(to, new Message.Founding(new FoundingTalk(founders.list(), from, word))));
        }
    }

    private boolean isPlace(int number) {
        return number >= 0 && number < founders.places().size();
    }

    /** Whether a place belongs to one node only, as far as was heard lately. */
    private boolean counts(int number) {
        long claims =
                signs.values().stream().filter(sign -> sign.place() == number).count()
                        + (place.equals(Optional.of(number)) ? 1 : 0);
        return claims == 1;
    }

    private Set<Integer> presentPlaces() {
        Set<Integer> present = new TreeSet<>();
        signs.values().forEach(sign -> present.add(sign.place()));
        place.ifPresent(present::add);
        present.removeIf(number -> !counts(number));
        return present;
    }

    private List<String> missing() {
        Set<Integer> present = new HashSet<>(presentPlaces());
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < founders.places().size(); i++) {
            if (!present.contains(i)) {
                missing.add(founders.places().get(i));
            }
        }
        return missing;
    }

    private UUID newClusterId() {
        long high = (random.nextLong() & ~0xF000L) | 0x4000L; // of the random kind
        long low = (random.nextLong() & ~(3L << 62)) | (2L << 62);
        return new UUID(high, low);
    }

    private long jitter() {
        return random.nextLong(ATTEMPT_NANOS);
    }

    private List<Effect> taken() {
        List<Effect> taken = effects;
        effects = new ArrayList<>();
        return taken;
    }
}
