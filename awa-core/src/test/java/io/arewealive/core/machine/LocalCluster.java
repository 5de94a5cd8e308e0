package io.arewealive.core.machine;

import io.arewealive.core.log.Disk;
import io.arewealive.core.log.FileLog;
import io.arewealive.core.log.LogFailedException;
import io.arewealive.core.log.LogOptions;
import io.arewealive.core.log.LogStalledException;
import io.arewealive.core.log.MemoryDisk;
import io.arewealive.core.log.SimDisk;
import io.arewealive.core.raft.Epoch;
import io.arewealive.core.raft.Membership;
import io.arewealive.core.raft.RaftEffect;
import io.arewealive.core.raft.RaftMessage;
import io.arewealive.core.raft.RaftTiming;
import io.arewealive.core.raft.Recovered;
import io.arewealive.core.raft.SnapshotMeta;
import io.arewealive.core.step.Effect;
import io.arewealive.core.step.Ending;
import io.arewealive.core.step.Input;
import io.arewealive.core.step.LivenessTiming;
import io.arewealive.core.step.Message;
import io.arewealive.core.step.MessageCodec;
import io.arewealive.core.step.Now;
import io.arewealive.core.step.Picture;
import io.arewealive.core.step.Vow;
import io.arewealive.core.table.TableEdit;
import io.arewealive.event.Event;
import io.arewealive.kv.KvChange;
import io.arewealive.kv.KvEntry;
import io.arewealive.kv.KvOutcome;
import io.arewealive.kv.KvWrite;
import io.arewealive.kv.Reading;
import io.arewealive.node.ChangeHash;
import io.arewealive.node.CommandId;
import io.arewealive.node.EditOutcome;
import io.arewealive.node.Lifetime;
import io.arewealive.node.Node;
import io.arewealive.node.NodeId;
import io.arewealive.node.Votes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * Several nodes' machines in one thread under virtual time: real machines, real log code on memory disks, a network that can be cut,
 * processes that can be killed and started again.
 */
final class LocalCluster {

    static final UUID CLUSTER = new UUID(42, 42);
    static final LivenessTiming LIVENESS =
            new LivenessTiming(Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofMillis(150));
    static final RaftTiming RAFT = new RaftTiming(
            Duration.ofMillis(100),
            Duration.ofMillis(700),
            Duration.ofMillis(1_400),
            Duration.ofMillis(20),
            Duration.ofMillis(70),
            Duration.ofMillis(400),
            64 * 1024,
            8,
            1_000,
            1 << 24,
            100);

    /** What was sent before a process ended arrives before its connection closes. */
    private static final long SLOWEST_LETTER = 600_000;

    private static final UUID NOBODY = new UUID(0, 0);
    private static final CommandId NO_COMMAND = new CommandId(NOBODY);

    final Map<NodeId, Host> hosts = new LinkedHashMap<>();
    private final Set<String> cuts = new HashSet<>();
    private final Map<String, Long> lastArrival = new HashMap<>();
    private final PriorityQueue<Letter> mail = new PriorityQueue<>();
    private final Random random;
    private long nanos = 1;
    private long lastLetter;
    private final Map<Long, CommandId> commandIds = new HashMap<>();
    private long lastToken;
    NodeSetup.Snapshots snapshots = NodeSetup.Snapshots.every(1_000);
    /** How far the clocks of all hosts have jumped. */
    /** The clock on the wall begins a little after 1970: that moment itself stands for never. */
    long clockMillis = 1;

    /** The list that forms the cluster, if one does. */
    List<String> founders = List.of();

    /** How many of a hundred messages get lost. */
    int lossPercent;

    /** How many of a hundred messages take their time, and hold up those behind them. */
    int slowPercent;

    /** How long a disk takes to write what waits for it; what waits is lost with the process. Zero writes at once. */
    long syncNanos;

    RaftTiming raft = RAFT;
    Supplier<Disk> disks = MemoryDisk::new;

    private record Letter(long at, long number, NodeId to, Input input) implements Comparable<Letter> {
        @Override
        public int compareTo(Letter other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    LocalCluster(long seed) {
        random = new Random(seed);
    }

    private NodeSetup.Arrival arrival(Host host) {
        return new NodeSetup.Arrival(
                host.replace, founders.isEmpty() ? Optional.empty() : Optional.of(new Founders(founders, host.vow)));
    }

    /** A machine with its disk; the disk outlives the process. */
    static final class Host {
        NodeId id;
        Vow vow = Vow.NONE;
        boolean replace;
        boolean outdated;
        Disk disk;
        Epoch epoch = Epoch.FIRST;
        final List<Disk> setAside = new ArrayList<>();
        Node self;
        Optional<UUID> clusterId = Optional.empty();
        long incarnation;
        Optional<NodeMachine> machine = Optional.empty();
        Optional<FileLog> log = Optional.empty();
        Optional<Picture> picture = Optional.empty();
        final List<Event> events = new ArrayList<>();
        final List<String> notes = new ArrayList<>();
        /** The versions that the database was brought to. */
        final List<Long> stored = new ArrayList<>();

        final Map<Long, Object> answers = new HashMap<>();
        final List<KvChange> keyChanges = new ArrayList<>();
        long planned;
        boolean frozen;
        boolean full;
        boolean fullForSnapshots;
        final List<Effect> waiting = new ArrayList<>();
        boolean diskHangs;
        boolean diskFailed;
        boolean diskStalled;
        final Deque<Effect> writing = new ArrayDeque<>();
        long syncAt = Long.MAX_VALUE;

        /** How far its clock has jumped beside the others. */
        long clockMillis;

        /** When each answer came. */
        final Map<Long, Long> answeredAt = new HashMap<>();

        Host(NodeId id, Node self, Disk disk) {
            this.id = id;
            this.self = self;
            this.disk = disk;
        }

        private void answer(long at, long token, Object answer) {
            answers.put(token, answer);
            answeredAt.put(token, at);
        }

        boolean isUp() {
            return machine.isPresent();
        }

        Picture shown() {
            return picture.orElseThrow();
        }
    }

    Host host(int number) {
        return hosts.get(id(number));
    }

    static NodeId id(int number) {
        return new NodeId(new UUID(0, number));
    }

    static Node node(int number) {
        return new Node(
                id(number),
                "n" + number,
                "127.0.0.1",
                7800 + number,
                Lifetime.PERMANENT,
                Votes.AUTO,
                false,
                true,
                false);
    }

    /** Starts the founder or a joiner with an empty disk. */
    Host start(int number, boolean first) {
        return start(node(number), first);
    }

    /** The same for a node that says this of itself. */
    Host start(Node self, boolean first) {
        var host = new Host(self.id(), self, disks.get());
        hosts.put(host.id, host);
        if (first) {
            host.clusterId = Optional.of(CLUSTER);
            FileLog log = open(host);
            log.saveSnapshot(
                    new SnapshotMeta(1, 0, Membership.of(Set.of(host.id))),
                    NodeMachine.foundingState(CLUSTER, Map.of()));
            close(log);
        }
        boot(host);
        return host;
    }

    /** A node that votes at most. */
    static Node witness(int number) {
        return new Node(
                id(number),
                "w" + number,
                "127.0.0.1",
                7800 + number,
                Lifetime.PERMANENT,
                Votes.AUTO,
                true,
                true,
                false);
    }

    /** Stops it as an operator does: it gives its seat back, says goodbye, and is gone. Returns how long that took. */
    Duration stop(int number) {
        long token =
                ask(number, t -> new Input.Leave(t, Duration.ofMillis(1_500).toNanos()));
        Duration took = runUntil(
                Duration.ofSeconds(4), "it may go", () -> host(number).answers.containsKey(token));
        kill(number);
        return took;
    }

    /** What {@code awa recover --force} does to a node that is down. */
    void recover(int number) {
        Host host = host(number);
        Epoch next = host.epoch.next(new UUID(random.nextLong(), 1));
        FileLog former = open(host);
        var beginning = Survey.of(host.clusterId.orElseThrow(), former.recovered())
                .goOn(host.id, next, new UUID(random.nextLong(), 2), nanos / 1_000_000);
        close(former);
        host.setAside.add(host.disk);
        host.disk = disks.get();
        FileLog log = open(host);
        log.installSnapshot(new RaftEffect.PersistSnapshot(0, beginning.meta(), beginning.data(), true));
        close(log);
        host.epoch = next;
    }

    /** Starts a node with an empty disk that says of itself what the caller wants. */
    Host arrive(Node self, boolean replace) {
        var host = new Host(self.id(), self, disks.get());
        host.replace = replace;
        hosts.put(host.id, host);
        boot(host);
        return host;
    }

    /** Starts the process again on its disk. */
    void boot(Host host) {
        FileLog log = open(host);
        host.log = Optional.of(log);
        host.incarnation++;
        Recovered recovered = log.recovered();
        var setup = new NodeSetup(
                        host.self,
                        "test",
                        "0",
                        "loopback",
                        host.incarnation,
                        List.of("127.0.0.1:7801"),
                        arrival(host),
                        Map.of(),
                        3,
                        snapshots,
                        LIVENESS,
                        raft)
                .renamed(host.id);
        host.machine =
                Optional.of(new NodeMachine(setup, host.clusterId, recovered, random, now(host)).inEpoch(host.epoch));
        host.picture = Optional.empty();
        host.planned = nanos;
        host.frozen = false;
        post(host.id, new Input.StoreOpened(Optional.of(new Input.Stored(0, 0, ChangeHash.EMPTY)), 0, ""));
        views();
    }

    /** The process is gone at once; what was not on its disk is lost, its connections close. */
    void kill(int number) {
        Host host = host(number);
        host.machine = Optional.empty();
        host.log.ifPresent(LocalCluster::close);
        host.log = Optional.empty();
        host.waiting.clear();
        host.writing.clear();
        host.syncAt = Long.MAX_VALUE;
        host.diskFailed = false;
        host.diskStalled = false;
        mail.removeIf(letter -> letter.to().equals(host.id) || isAnswerOf(host, letter.input()));
        hosts.values().stream()
                .filter(other -> other.isUp() && connected(host.id, other.id))
                .forEach(other -> mail.add(new Letter(
                        nanos + SLOWEST_LETTER, ++lastLetter, other.id, new Input.ConnectionClosed(host.id))));
        views();
    }

    /** The machine is gone at once: of what its disk was about to write some may be there, torn. */
    void powerLoss(int number) {
        Host host = host(number);
        if (host.disk instanceof SimDisk disk) {
            if (!host.writing.isEmpty() && random.nextBoolean()) {
                disk.crashAfter(random.nextInt(2 * host.writing.size() + 1));
                host.syncAt = nanos;
                sync(host);
            }
            if (host.isUp()) {
                kill(number);
            }
            disk.crash();
        } else {
            kill(number);
        }
    }

    /** Nothing follows the end of a connection, so an answer cannot come after it and prove that its sender lives. */
    private static boolean isAnswerOf(Host host, Input input) {
        return input instanceof Input.Received received
                && received.from().equals(host.id)
                && received.message().plain() instanceof Message.Answer;
    }

    void cut(int a, int b) {
        cuts.add(a + "-" + b);
        cuts.add(b + "-" + a);
        views();
    }

    /** Nothing gets from one to the other any more; the other direction is as it was. */
    void cutOneWay(int from, int to) {
        cuts.add(from + "-" + to);
        views();
    }

    void heal() {
        cuts.clear();
        views();
    }

    /** The disk takes no more; the process lives. */
    void fillDisk(int number) {
        host(number).full = true;
    }

    /** What waited for the disk is written, in order. */
    void makeRoom(int number) {
        Host host = host(number);
        host.full = false;
        if (!host.waiting.isEmpty()) {
            post(host.id, new Input.PersistResumed());
            List.copyOf(host.waiting).forEach(effect -> carryOut(host, effect));
            host.waiting.clear();
        }
    }

    private void hold(Host host, Effect effect) {
        if (host.waiting.isEmpty()) {
            post(host.id, new Input.PersistStalled("no room"));
        }
        host.waiting.add(effect);
    }

    private boolean connected(NodeId a, NodeId b) {
        return !cuts.contains(
                a.value().getLeastSignificantBits() + "-" + b.value().getLeastSignificantBits());
    }

    private void views() {
        for (Host host : hosts.values()) {
            if (host.isUp()) {
                Set<NodeId> members = new HashSet<>();
                hosts.values().stream()
                        .filter(other -> other.isUp() && connected(host.id, other.id))
                        .forEach(other -> members.add(other.id));
                post(host.id, new Input.ViewChanged(members));
            }
        }
    }

    private static FileLog open(Host host) {
        try {
            return FileLog.open(host.disk, LogOptions.small(), () -> 0L);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(FileLog log) {
        try {
            log.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Now now() {
        return new Now(nanos, nanos / 1_000_000 + clockMillis);
    }

    private Now now(Host host) {
        return new Now(nanos, nanos / 1_000_000 + clockMillis + host.clockMillis);
    }

    /** The time that has passed. */
    long nanos() {
        return nanos;
    }

    /** Lets time pass. */
    void run(Duration time) {
        long end = nanos + time.toNanos();
        while (step(end)) {
            // goes on until the end of the time
        }
        nanos = end;
    }

    /** Lets time pass until something is so, at most this long. Returns how long it took. */
    Duration runUntil(Duration most, String what, BooleanSupplier condition) {
        long begin = nanos;
        long end = nanos + most.toNanos();
        while (!condition.getAsBoolean()) {
            if (!step(end)) {
                throw new AssertionError("not within " + most + ": " + what + "\n" + describe());
            }
        }
        return Duration.ofNanos(nanos - begin);
    }

    private boolean step(long end) {
        long next = mail.isEmpty() ? Long.MAX_VALUE : mail.peek().at();
        for (Host host : hosts.values()) {
            if (host.isUp() && !host.frozen) {
                next = Math.min(next, Math.max(nanos, Math.min(host.planned, host.syncAt)));
            }
        }
        if (next > end) {
            return false;
        }
        nanos = Math.max(nanos, next);
        Map<NodeId, List<Input>> due = new LinkedHashMap<>();
        while (!mail.isEmpty() && mail.peek().at() <= nanos) {
            Letter letter = mail.remove();
            due.computeIfAbsent(letter.to(), id -> new ArrayList<>()).add(letter.input());
        }
        for (Host host : List.copyOf(hosts.values())) {
            List<Input> inputs = due.getOrDefault(host.id, List.of());
            if (host.isUp() && !host.frozen && host.syncAt <= nanos) {
                sync(host);
            }
            if (!host.isUp()) {
                continue;
            }
            if (host.frozen) {
                inputs.forEach(input -> mail.add(new Letter(nanos + 1_000_000, ++lastLetter, host.id, input)));
            } else if (!inputs.isEmpty() || host.planned <= nanos) {
                turn(host, inputs);
            }
        }
        return true;
    }

    private void turn(Host host, List<Input> inputs) {
        NodeMachine machine = host.machine.orElseThrow();
        long late = Math.max(0, nanos - host.planned);
        for (Effect effect : machine.step(inputs, now(host), late)) {
            carryOut(host, effect);
        }
        host.planned = machine.deadlineNanos();
    }

    private void carryOut(Host host, Effect effect) {
        boolean isOfDisk = effect instanceof Effect.Persist
                || effect instanceof Effect.PersistSnapshot
                || effect instanceof Effect.SaveSnapshot
                || effect instanceof Effect.SendSnapshotChunk
                || effect instanceof Effect.TrimLog
                || effect instanceof Effect.NewEpoch;
        if (syncNanos == 0 || !isOfDisk) {
            carryOutNow(host, effect);
        } else {
            if (host.writing.isEmpty()) {
                host.syncAt = nanos + syncNanos / 2 + random.nextLong(syncNanos);
            }
            host.writing.add(effect);
        }
    }

    /** Everything that waits is written; where the disk fails, the rest waits or is lost, as with the real writer. */
    private void sync(Host host) {
        host.syncAt = Long.MAX_VALUE;
        while (!host.writing.isEmpty()) {
            try {
                if (!host.diskFailed) {
                    carryOutNow(host, host.writing.getFirst());
                }
                host.writing.removeFirst();
            } catch (LogStalledException e) {
                if (!host.diskStalled) {
                    post(host.id, new Input.PersistStalled(String.valueOf(e.getMessage())));
                }
                host.diskStalled = true;
                host.syncAt = nanos + 1_000_000_000;
                return;
            } catch (LogFailedException e) {
                host.diskFailed = true;
                post(host.id, new Input.PersistFailed(String.valueOf(e.getMessage())));
            } catch (SimDisk.Crash e) {
                kill(Integer.parseInt(host.self.name().substring(1)));
                ((SimDisk) host.disk).crash();
                return;
            }
        }
        if (host.diskStalled) {
            host.diskStalled = false;
            post(host.id, new Input.PersistResumed());
        }
    }

    private void carryOutNow(Host host, Effect effect) {
        if (host.full && (effect instanceof Effect.Persist || effect instanceof Effect.PersistSnapshot)) {
            hold(host, effect);
        } else if (host.fullForSnapshots && effect instanceof Effect.SaveSnapshot) {
            post(host.id, new Input.SnapshotFailed("no room"));
        } else if (effect instanceof Effect.Persist persist) {
            if (!host.diskHangs) {
                host.log.orElseThrow().persist(persist.work());
                post(host.id, new Input.Persisted(persist.work().sequence()));
            }
        } else if (effect instanceof Effect.PersistSnapshot persist) {
            host.log.orElseThrow().installSnapshot(persist.work());
            post(host.id, new Input.Persisted(persist.work().sequence()));
        } else if (effect instanceof Effect.SaveSnapshot save) {
            host.log.orElseThrow().saveSnapshot(save.meta(), save.data().get());
            post(host.id, new Input.SnapshotSaved(save.meta()));
        } else if (effect instanceof Effect.SendSnapshotChunk chunk) {
            var work = chunk.work();
            host.log
                    .orElseThrow()
                    .readSnapshot(work.meta(), work.offset(), work.maxBytes())
                    .ifPresent(part -> send(
                            host,
                            work.to(),
                            new Message.Raft(new RaftMessage.SnapshotChunk(
                                            work.term(), work.meta(), work.offset(), part.totalBytes(), part.data()))
                                    .in(host.epoch)));
        } else if (effect instanceof Effect.TrimLog trim) {
            host.log.orElseThrow().trim(trim.throughIndex());
        } else if (effect instanceof Effect.Send send) {
            send(host, send.to(), send.message());
        } else if (effect instanceof Effect.Broadcast broadcast) {
            hosts.keySet().stream()
                    .filter(id -> !id.equals(host.id))
                    .forEach(id -> send(host, id, broadcast.message()));
        } else if (effect instanceof Effect.Dial dial) {
            Host target = hosts.get(dial.node());
            if (target != null && !target.isUp() && connected(host.id, dial.node())) {
                post(host.id, new Input.DialRefused(dial.node()));
            }
        } else if (effect instanceof Effect.NewEpoch begun) {
            host.log.ifPresent(LocalCluster::close);
            host.setAside.add(host.disk);
            host.disk = disks.get();
            host.epoch = begun.epoch();
            host.log = Optional.of(open(host));
            post(host.id, new Input.EpochBegun(begun.epoch()));
        } else if (effect instanceof Effect.JoinedCluster joined) {
            host.clusterId = Optional.of(joined.clusterId());
        } else if (effect instanceof Effect.Outdated) {
            host.outdated = true;
        } else if (effect instanceof Effect.KeepVow keep) {
            host.vow = keep.vow();
            post(host.id, new Input.VowKept(keep.number()));
        } else if (effect instanceof Effect.Found found) {
            found(host, found.clusterId());
        } else if (effect instanceof Effect.Adopt adopt) {
            hosts.remove(host.id);
            host.id = adopt.reserved();
            hosts.put(host.id, host);
            post(host.id, new Input.Renamed(host.id));
            views();
        } else if (effect instanceof Effect.CommandDone done) {
            host.answer(nanos, done.token(), done.ending());
        } else if (effect instanceof Effect.ReadDone done) {
            host.answer(nanos, done.token(), done.reading());
        } else if (effect instanceof Effect.KeyChanged changed) {
            host.keyChanges.add(changed.change());
        } else if (effect instanceof Effect.FateDone done) {
            host.answer(nanos, done.token(), done.fate());
        } else if (effect instanceof Effect.StatusDone done) {
            host.answer(nanos, done.token(), done.status());
        } else if (effect instanceof Effect.SnapshotDone done) {
            host.answer(nanos, done.token(), done.outcome());
        } else if (effect instanceof Effect.LeaveDone done) {
            host.answer(nanos, done.token(), done);
        } else if (effect instanceof Effect.Publish publish) {
            host.picture = Optional.of(publish.picture());
        } else if (effect instanceof Effect.Store store) {
            var batch = store.batch();
            host.stored.add(batch.version());
            post(
                    host.id,
                    new Input.StoreWritten(
                            new Input.Stored(batch.lastApplied(), batch.version(), batch.hash()),
                            store.clusterEvent(),
                            store.localEvent()));
        } else if (effect instanceof Effect.RebuildStore rebuild) {
            var image = rebuild.image();
            host.stored.add(image.version());
            post(
                    host.id,
                    new Input.StoreWritten(
                            new Input.Stored(image.lastApplied(), image.version(), image.hash()),
                            rebuild.clusterEvent(),
                            0));
        } else if (effect instanceof Effect.Happened happened) {
            host.events.add(happened.event());
        } else if (effect instanceof Effect.Note note) {
            host.notes.add(note.text());
        }
    }

    private void found(Host host, UUID clusterId) {
        Recovered founding = Recovered.founding(host.id);
        var state = NodeMachine.foundingState(clusterId, Map.of());
        host.log.orElseThrow().installSnapshot(new RaftEffect.PersistSnapshot(0, founding.snapshot(), state, true));
        host.clusterId = Optional.of(clusterId);
        post(
                host.id,
                new Input.Founded(
                        clusterId, new Recovered(founding.hardState(), 1, founding.snapshot(), state, List.of())));
    }

    private void send(Host from, NodeId to, Message message) {
        Host target = hosts.get(to);
        boolean lost = random.nextInt(100) < lossPercent;
        if (lost || target == null || !target.isUp() || !connected(from.id, to)) {
            return;
        }
        Message copy = MessageCodec.decode(MessageCodec.encode(message));
        long delay = 200_000L + random.nextInt(300_000);
        if (slowPercent > 0) {
            delay += random.nextInt(100) < slowPercent ? random.nextInt(400_000_000) : 0;
            String link = from.id + "-" + to;
            delay = Math.max(delay, lastArrival.getOrDefault(link, 0L) - nanos); // nobody overtakes on one connection
            lastArrival.put(link, nanos + delay);
        }
        mail.add(new Letter(
                nanos + delay,
                ++lastLetter,
                to,
                new Input.Received(from.id, from.clusterId.orElse(NOBODY), from.incarnation, copy)));
    }

    private void post(NodeId to, Input input) {
        mail.add(new Letter(nanos + 1_000, ++lastLetter, to, input));
    }

    /** Begins an edit on a node; the token finds its answer. */
    long edit(int number, CommandId commandId, TableEdit edit, Duration timeout) {
        long token = ++lastToken;
        commandIds.put(token, commandId);
        post(id(number), new Input.Edit(token, commandId, "operator:test", edit, timeout.toNanos()));
        return token;
    }

    long ask(int number, LongFunction<Input> input) {
        return ask(host(number), input);
    }

    long ask(Host host, LongFunction<Input> input) {
        long token = ++lastToken;
        post(host.id, input.apply(token));
        return token;
    }

    /** One of the processes that run, if any does. */
    Optional<Host> anyUp(SplittableRandom chance) {
        List<Host> up = hosts.values().stream().filter(Host::isUp).toList();
        return up.isEmpty() ? Optional.empty() : Optional.of(up.get(chance.nextInt(up.size())));
    }

    /** Edits and waits for the outcome. */
    EditOutcome editAndWait(int number, TableEdit edit) {
        return await(number, edit(number, new CommandId(new UUID(random.nextLong(), 1)), edit, Duration.ofSeconds(5)));
    }

    EditOutcome await(int number, long token) {
        return ((Ending) awaitAnswer(number, token)).edit(commandIds.getOrDefault(token, NO_COMMAND));
    }

    /** Begins a write of the key-value store on a node; the token finds its answer. */
    long write(int number, CommandId commandId, KvWrite write, Duration timeout) {
        long token = ask(number, t -> new Input.Write(t, commandId, "operator:test", write, timeout.toNanos()));
        commandIds.put(token, commandId);
        return token;
    }

    /** Writes and waits for the outcome. */
    KvOutcome writeAndWait(int number, KvWrite write) {
        return awaitWrite(
                number, write(number, new CommandId(new UUID(random.nextLong(), 2)), write, Duration.ofSeconds(5)));
    }

    KvOutcome awaitWrite(int number, long token) {
        return ((Ending) awaitAnswer(number, token)).write(commandIds.getOrDefault(token, NO_COMMAND));
    }

    /** Reads a key, linear, and waits for the answer. */
    @SuppressWarnings("unchecked") // what was asked for
    Reading<Optional<KvEntry>> read(int number, String key, Duration timeout) {
        return (Reading<Optional<KvEntry>>) awaitAnswer(
                number, ask(number, token -> new Input.ReadKey(token, key, timeout.toNanos())));
    }

    private Object awaitAnswer(int number, long token) {
        Host host = host(number);
        runUntil(Duration.ofSeconds(20), "an answer", () -> host.answers.containsKey(token));
        return Objects.requireNonNull(host.answers.get(token));
    }

    /** Waits until the given nodes are joined and hold the same table. */
    Duration settle(Duration most, int... numbers) {
        return runUntil(most, "all joined and equal", () -> {
            Set<String> states = new HashSet<>();
            for (int number : numbers) {
                Optional<Picture> picture = host(number).picture;
                if (picture.isEmpty() || !picture.get().joined()) {
                    return false;
                }
                states.add(picture.get().table().version() + " "
                        + picture.get().table().hash());
            }
            return states.size() == 1;
        });
    }

    /** The number of the node that leads, once all that are up agree. */
    int leader() {
        runUntil(Duration.ofSeconds(10), "a leader", () -> leaders().size() == 1);
        String name = leaders().iterator().next();
        return Integer.parseInt(name.substring(1));
    }

    private Set<String> leaders() {
        Set<String> leaders = new HashSet<>();
        hosts.values().stream()
                .filter(Host::isUp)
                .forEach(host -> leaders.add(host.shown().status().leader().orElse("")));
        return leaders.contains("") ? Set.of() : leaders;
    }

    /** Gives a node an input. */
    void tell(Host host, Input input) {
        post(host.id, input);
    }

    String describe() {
        var text = new StringBuilder();
        for (Host host : hosts.values()) {
            text.append(host.self.name()).append(host.isUp() ? " up " : " down ");
            host.picture.ifPresent(picture -> text.append(picture.status().version())
                    .append(picture.joined() ? " joined" : " apart")
                    .append(" leader=")
                    .append(picture.status().leader())
                    .append(" term=")
                    .append(picture.status().term())
                    .append(" voters=")
                    .append(picture.status().voters())
                    .append(" problems=")
                    .append(picture.status().problems()));
            text.append('\n');
        }
        return text.toString();
    }
}
