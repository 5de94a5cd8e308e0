package io.arewealive.core.machine;

import io.arewealive.core.step.Effect;
import io.arewealive.core.step.FoundingTalk;
import io.arewealive.core.step.Message;
import io.arewealive.core.step.MessageCodec;
import io.arewealive.core.step.Vow;
import io.arewealive.node.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The nodes of one list that form a cluster, under virtual time: messages get lost, come twice and in another order, nodes are cut off,
 * crash before and after their disk has what they wrote, and start again.
 */
final class FoundingSimulation {

    private static final long STEP = Duration.ofMillis(20).toNanos();

    private final Random random;
    private final boolean forgetful;
    private final Map<NodeId, Member> members = new LinkedHashMap<>();
    private final PriorityQueue<Later> queue = new PriorityQueue<>();
    private final Set<Long> cuts = new HashSet<>();
    private final List<String> places = new ArrayList<>();
    private final Set<UUID> founded = new TreeSet<>();
    private final Set<NodeId> foundersOnDisk = new TreeSet<>();
    private long now = 1;
    private long lastNumber;
    private int lossPercent;
    private boolean troubled;

    private record Later(long at, long number, Runnable what) implements Comparable<Later> {
        @Override
        public int compareTo(Later other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    /** A node with its disk. */
    private static final class Member {
        final NodeId id;
        final String place;
        Optional<Founding> founding = Optional.empty();
        Vow disk = Vow.NONE;
        Optional<UUID> cluster = Optional.empty();
        int start;

        Member(NodeId id, String place) {
            this.id = id;
            this.place = place;
        }

        boolean isUp() {
            return start % 2 == 1;
        }
    }

    /** @param forgetful whether disks forget promises at a crash, which is wrong and has to show */
    FoundingSimulation(long seed, int size, boolean forgetful) {
        this.random = new Random(seed);
        this.forgetful = forgetful;
        for (int i = 0; i < size; i++) {
            places.add("n" + i + ":7800");
        }
        for (String place : places) {
            var member = new Member(new NodeId(new UUID(random.nextLong(), random.nextLong())), place);
            members.put(member.id, member);
        }
    }

    /** All kinds of trouble, as long as this. */
    void trouble(Duration time) {
        lossPercent = random.nextInt(40);
        troubled = true;
        long end = now + time.toNanos();
        long nextTrouble = now;
        while (now < end) {
            if (now >= nextTrouble) {
                nextTrouble = now + Duration.ofMillis(50 + random.nextInt(400)).toNanos();
                somethingHappens();
            }
            step();
        }
    }

    private void somethingHappens() {
        List<Member> all = List.copyOf(members.values());
        Member one = all.get(random.nextInt(all.size()));
        switch (random.nextInt(6)) {
            case 0, 1 -> start(one);
            case 2 -> crash(one);
            case 3 -> cut(one.id, all.get(random.nextInt(all.size())).id);
            case 4 -> cuts.clear();
            default ->
                all.forEach(other -> {
                    if (random.nextBoolean()) {
                        cut(one.id, other.id);
                    }
                });
        }
    }

    /** From now on nothing gets lost and nobody is cut off. */
    void peace() {
        cuts.clear();
        lossPercent = 0;
        troubled = false;
    }

    void startAll() {
        members.values().forEach(this::start);
    }

    /** Starts all but these many, chosen at random. */
    void startAllBut(int missing) {
        List<Member> all = new ArrayList<>(members.values());
        Collections.shuffle(all, random);
        all.subList(missing, all.size()).forEach(this::start);
    }

    void run(Duration time) {
        long end = now + time.toNanos();
        while (now < end) {
            step();
        }
    }

    Set<UUID> founded() {
        return founded;
    }

    Set<NodeId> founders() {
        return foundersOnDisk;
    }

    boolean allUpAreIn() {
        return members.values().stream().filter(Member::isUp).allMatch(m -> m.cluster.isPresent());
    }

    String describe() {
        var text = new StringBuilder();
        members.values()
                .forEach(m -> text.append(m.place)
                        .append(m.isUp() ? " up " : " down ")
                        .append(m.cluster
                                .map(UUID::toString)
                                .orElseGet(
                                        () -> m.founding.map(Founding::progress).orElse("-")))
                        .append('\n'));
        return text.toString();
    }

    private void start(Member m) {
        if (!m.isUp()) {
            m.start++;
            if (m.cluster.isEmpty()) {
                var founding =
                        new Founding(m.id, new Founders(places, m.disk), new SplittableRandom(random.nextLong()), now);
                m.founding = Optional.of(founding);
                int start = m.start;
                later(random.nextInt(100), () -> ifUp(m, start, () -> founding.here(Set.of(m.place))));
            }
        }
    }

    private void crash(Member m) {
        if (m.isUp()) {
            m.start++;
            m.founding = Optional.empty();
            if (forgetful) {
                m.disk = Vow.NONE;
            }
        }
    }

    private void ifUp(Member m, int start, Runnable what) {
        if (m.start == start) {
            what.run();
        }
    }

    private void step() {
        now += STEP;
        while (!queue.isEmpty() && queue.peek().at() <= now) {
            queue.remove().what().run();
        }
        for (Member m : members.values()) {
            if (m.isUp() && m.cluster.isEmpty()) {
                m.founding.ifPresent(f -> carryOut(m, f.tick(now, reachable(m))));
            } else if (m.isUp() && random.nextInt(5) == 0) {
                reachable(m).forEach(other -> hearOfCluster(members.get(other), m.cluster.orElseThrow()));
            }
        }
    }

    /** The founder is lost before anybody could join, and who helped it starts again. */
    private void worstMoment(Member founder) {
        if (random.nextBoolean()) {
            crash(founder);
        } else {
            members.keySet().stream().filter(id -> !id.equals(founder.id)).forEach(id -> cut(founder.id, id));
        }
        members.values().stream()
                .filter(m -> m != founder && random.nextBoolean())
                .forEach(m -> {
                    crash(m);
                    start(m);
                });
    }

    /** A member of a cluster is heard; it lets others in. */
    private void hearOfCluster(Member m, UUID cluster) {
        if (m.cluster.isEmpty()) {
            m.founding.ifPresent(Founding::clusterSeen);
            m.cluster = Optional.of(cluster);
        }
    }

    private Set<NodeId> reachable(Member m) {
        Set<NodeId> reachable = new TreeSet<>();
        members.values().stream()
                .filter(other -> other != m && other.isUp() && !cuts.contains(pair(m.id, other.id)))
                .forEach(other -> reachable.add(other.id));
        return reachable;
    }

    private void carryOut(Member m, List<Effect> effects) {
        int start = m.start;
        for (Effect effect : effects) {
            if (effect instanceof Effect.Send send) {
                send(m, send);
            } else if (effect instanceof Effect.KeepVow keep) {
                later(
                        1,
                        () -> ifUp(m, start, () -> {
                            m.disk = keep.vow();
                            later(
                                    1 + random.nextInt(3),
                                    () -> ifUp(
                                            m,
                                            start,
                                            () -> m.founding.ifPresent(f -> carryOut(m, f.kept(keep.number())))));
                        }));
            } else if (effect instanceof Effect.Found found) {
                later(
                        1 + random.nextInt(60),
                        () -> ifUp(m, start, () -> {
                            founded.add(found.clusterId());
                            foundersOnDisk.add(m.id);
                            m.cluster = Optional.of(found.clusterId());
                            if (troubled) {
                                worstMoment(m);
                            }
                        }));
            } else {
                throw new AssertionError("unexpected " + effect);
            }
        }
    }

    private void send(Member from, Effect.Send send) {
        int copies = random.nextInt(100) < lossPercent ? 0 : random.nextInt(10) == 0 ? 2 : 1;
        FoundingTalk talk = ((Message.Founding) MessageCodec.decode(MessageCodec.encode(send.message()))).talk();
        for (int i = 0; i < copies; i++) {
            later(random.nextInt(10) == 0 ? random.nextInt(2_000) : random.nextInt(20), () -> {
                Member to = members.get(send.to());
                boolean arrives = to.isUp() && !cuts.contains(pair(from.id, to.id)) && to.cluster.isEmpty();
                if (arrives) {
                    to.founding.ifPresent(f -> carryOut(to, f.received(from.id, talk, now)));
                }
            });
        }
    }

    private void later(int millis, Runnable what) {
        queue.add(new Later(now + Duration.ofMillis(millis).toNanos(), ++lastNumber, what));
    }

    private void cut(NodeId a, NodeId b) {
        cuts.add(pair(a, b));
    }

    private static long pair(NodeId a, NodeId b) {
        return (long) a.hashCode() * b.hashCode();
    }
}
