package io.arewealive.core;

import io.arewealive.Awa;
import io.arewealive.AwaProvider;
import io.arewealive.StartException;
import io.arewealive.StartException.Reason;
import io.arewealive.core.channel.Channel;
import io.arewealive.core.channel.ChannelOptions;
import io.arewealive.core.channel.ChannelTiming;
import io.arewealive.core.channel.HostChannels;
import io.arewealive.core.channel.JGroupsChannel;
import io.arewealive.core.config.AwaConfig;
import io.arewealive.core.config.Bootstrap;
import io.arewealive.core.config.ClusterSettings;
import io.arewealive.core.config.HostPort;
import io.arewealive.core.log.DataDirectory;
import io.arewealive.core.log.Disk;
import io.arewealive.core.log.FileLog;
import io.arewealive.core.log.LogOptions;
import io.arewealive.core.log.LogStatus;
import io.arewealive.core.loop.Calls;
import io.arewealive.core.loop.Carrier;
import io.arewealive.core.loop.Dialer;
import io.arewealive.core.loop.Ears;
import io.arewealive.core.loop.LogWriter;
import io.arewealive.core.loop.Mailbox;
import io.arewealive.core.loop.NodeLoop;
import io.arewealive.core.loop.NodesKeeper;
import io.arewealive.core.loop.StoreWriter;
import io.arewealive.core.machine.Founders;
import io.arewealive.core.machine.NodeMachine;
import io.arewealive.core.machine.NodeSetup;
import io.arewealive.core.publish.Board;
import io.arewealive.core.publish.EventBus;
import io.arewealive.core.publish.KeyHistory;
import io.arewealive.core.publish.KeyWatches;
import io.arewealive.core.raft.Epoch;
import io.arewealive.core.raft.RaftEffect;
import io.arewealive.core.raft.RaftMessage;
import io.arewealive.core.raft.Recovered;
import io.arewealive.core.step.Effect;
import io.arewealive.core.step.Input;
import io.arewealive.core.step.Message;
import io.arewealive.core.step.MessageCodec;
import io.arewealive.core.step.Now;
import io.arewealive.core.step.Picture;
import io.arewealive.core.step.StatusCodec;
import io.arewealive.core.step.Vow;
import io.arewealive.core.store.StorePlace;
import io.arewealive.core.store.TableStore;
import io.arewealive.core.store.TableStores;
import io.arewealive.core.trust.ClusterKeys;
import io.arewealive.core.trust.InitException;
import io.arewealive.core.wire.Bytes;
import io.arewealive.log.LogDisk;
import io.arewealive.node.Node;
import io.arewealive.node.NodeId;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import javax.management.MBeanServer;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts one instance together and takes it apart again. The only place that reads clocks and makes random seeds; it decides nothing
 * else.
 */
final class Wiring {

    private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);
    private static final Duration FAREWELL = Duration.ofMillis(1_500);

    private final AwaProvider.Plan plan;
    private final AwaConfig config;
    private final Closing closing = new Closing();
    private final Mailbox mailbox = new Mailbox();
    private final Calls calls = new Calls(mailbox);
    private final InstantSource wallClock;
    private final Supplier<Now> clock;
    private final Ears ears = new Ears(mailbox);
    private final RandomGenerator random = new SplittableRandom(new SecureRandom().nextLong());
    private final String name;
    private final UnaryOperator<ChannelOptions> channelOptions;
    private final BiConsumer<NodeId, JGroupsChannel> onChannel;
    private final UnaryOperator<Disk> disks;
    private Optional<ClusterKeys> keys = Optional.empty();
    private Optional<NodesKeeper> keeper = Optional.empty();
    private Instant keysEnd = Instant.MIN; // the loop's
    private volatile AwaConfig effective;
    private volatile Map<String, String> clusterSettings = Map.of();
    private CompletableFuture<Void> storeClosed = CompletableFuture.completedFuture(null);
    private CompletableFuture<Void> logClosed = CompletableFuture.completedFuture(null);

    Wiring(AwaProvider.Plan plan, AwaConfig config) {
        this(plan, config, UnaryOperator.identity(), (node, channel) -> {}, UnaryOperator.identity());
    }

    /** As a test wants it: over another transport, and with a hand on the channel and the disks. */
    Wiring(
            AwaProvider.Plan plan,
            AwaConfig config,
            UnaryOperator<ChannelOptions> channelOptions,
            BiConsumer<NodeId, JGroupsChannel> onChannel,
            UnaryOperator<Disk> disks) {
        this.disks = disks;
        this.channelOptions = channelOptions;
        this.onChannel = onChannel;
        this.plan = plan;
        this.config = config;
        this.wallClock = plan.resource(InstantSource.class).orElse(InstantSource.system());
        this.clock = () -> new Now(System.nanoTime(), wallClock.millis());
        this.name = config.identity().name();
        this.effective = config;
    }

    Awa start() {
        try {
            config.warnings().forEach(warning -> LOG.warn("node={} configuration: {}", name, warning));
            return assemble();
        } catch (RuntimeException e) {
            closing.run();
            throw e;
        }
    }

    private Optional<ClusterKeys> openKeys() {
        var security = config.security();
        if (security.keystore().isPresent()) {
            try {
                return Optional.of(ClusterKeys.open(
                        security.keystore().get(), security.password().orElse(""), wallClock));
            } catch (InitException e) {
                throw new StartException(Reason.INCOMPLETE, "awa.security.keystore: " + e.getMessage(), e);
            }
        }
        return Optional.empty();
    }

    private Awa assemble() {
        keys = openKeys();
        config.place()
                .directory()
                .filter(DataDirectory::isNew)
                .ifPresent(unused -> Origin.requireBeginning(plan, config));
        DataDirectory data = openData();
        closing.add(() -> releaseOnceNothingIsWritten(data));
        FileLog log = data.openLog(LogOptions.standard(), System::nanoTime);
        var origin = new Origin(plan, config, data, System::nanoTime);
        Optional<UUID> cluster = origin.cluster();
        Channel channel = openChannel(data, cluster);
        Recovered recovered = origin.begin(log, cluster);
        Node self = self(data.identity().node(), channel.port());
        var machine = new NodeMachine(setup(self, data), data.identity().clusterId(), recovered, random, clock.get())
                .inEpoch(data.identity().epoch());

        keeper = data.path()
                .map(directory -> closing.add(
                        new NodesKeeper(name, directory, () -> data.identity().clusterId())));
        var board = new Board(
                Pictures.first(config.identity().cluster(), self, security(), wallClock.instant()), this::published);
        ears.answerWith(() -> Optional.of(board.picture().status())
                .filter(status -> !status.nodes().isEmpty())
                .map(StatusCodec::encode));
        var bus = closing.add(new EventBus(name, config.retention().listenerQueue()));
        var store = new StoreWriter(name, openStore(), mailbox, wallClock::instant, this::retention);
        storeClosed = store.closed();
        closing.add(store);
        var writer = new LogWriter(
                name,
                log,
                mailbox,
                (wanted, total, bytes) ->
                        channel.send(wanted.to(), chunk(data.identity().epoch(), wanted, total, bytes)),
                origin.papers(log, channel));
        logClosed = writer.closed();
        closing.add(writer);
        var dialer = closing.add(new Dialer(name, mailbox));
        var history = new KeyHistory();
        var watches = closing.add(new KeyWatches(name, history));
        var carrier = new Carrier(name, channel, writer, store, calls, board, bus, history, dialer);
        var loop = closing.add(new NodeLoop(
                name,
                machine,
                mailbox,
                carrier,
                clock,
                failure -> board.publish(Pictures.dead(board.picture(), wallClock.instant(), failure))));
        closing.add(channel);
        closing.add(calls::close);
        closing.add(
                () -> calls.ask(Effect.LeaveDone.class, FAREWELL, token -> new Input.Leave(token, FAREWELL.toNanos())));

        writer.start();
        store.start();
        loop.start();

        var notes = new Notes();
        var awa = new CoreAwa(
                plan.failFast(),
                board,
                calls,
                bus,
                new CoreNodeTable(board, calls),
                new CoreKeyValue(
                        new CoreKeyValue.Sources(
                                board,
                                calls,
                                history,
                                watches,
                                () -> clock.get().nanos()),
                        Authors.UNNAMED),
                new CoreLog(
                        new CoreLog.Sources(
                                board,
                                calls,
                                new Backups(
                                        config.identity().cluster(),
                                        calls,
                                        () -> clock.get().nanos()),
                                () -> disk(writer.status()),
                                () -> clock.get().nanos()),
                        Authors.UNNAMED),
                new CoreEvents(board, bus, store),
                new CoreMaintenance(calls, Authors.UNNAMED),
                new CoreSettings(config.showingPort(channel.port()), board, calls),
                notes,
                closing);
        var faces = closing.add(new Faces(notes));
        faces.open(awa, config, plan);
        return awa;
    }

    private static LogDisk disk(LogStatus files) {
        return new LogDisk(
                files.snapshotIndex(),
                files.snapshotMillis() == 0
                        ? Optional.empty()
                        : Optional.of(Instant.ofEpochMilli(files.snapshotMillis())),
                files.snapshotBytes(),
                files.segments(),
                files.bytes(),
                files.failure());
    }

    private DataDirectory openData() {
        String cluster = config.identity().cluster();
        return config.place()
                .directory()
                .map(directory -> DataDirectory.open(directory, cluster, disks))
                .orElseGet(() -> DataDirectory.inMemory(cluster));
    }

    /** The directory's lock protects the log and the database, so it is held until both are closed. */
    private void releaseOnceNothingIsWritten(DataDirectory data) {
        CompletableFuture<Void> unused =
                CompletableFuture.allOf(storeClosed, logClosed).thenRun(() -> release(data));
    }

    private void release(DataDirectory data) {
        try {
            data.close();
        } catch (IOException e) {
            LOG.warn("node={} closing the data directory failed: {}", name, e.toString());
        }
    }

    private Channel openChannel(DataDirectory data, Optional<UUID> cluster) {
        OptionalInt port = config.identity().port();
        ChannelOptions options = ChannelOptions.of(
                        config.identity().cluster(),
                        data.identity().node(),
                        name,
                        data.identity().incarnation())
                .listenOn(config.network().bind(), port.orElse(ChannelOptions.DEFAULT_PORT), port.isPresent())
                .lookFor(config.start().join().stream().map(HostPort::toString).toList())
                .timed(ChannelTiming.of(config.profile().name().toLowerCase(Locale.ROOT)));
        if (!config.identity().host().equals(config.network().bind())) {
            options = options.advertise(config.identity().host(), port.orElse(0));
        }
        options = keys.map(options::keyed).orElse(options);
        Optional<Object> host = HostChannels.of(plan);
        JGroupsChannel channel = JGroupsChannel.create(
                channelOptions.apply(host.isPresent() ? options.overHostChannel(host.get()) : options), random);
        onChannel.accept(data.identity().node(), channel);
        if (isOn("awa.jmx.jgroups") && isOn("awa.jmx.enabled")) {
            channel.showIn(plan.resource(MBeanServer.class).orElseGet(ManagementFactory::getPlatformMBeanServer));
        }
        cluster.ifPresent(channel::cluster);
        channel.open(ears);
        closing.add(channel);
        return channel;
    }

    private boolean isOn(String key) {
        return config.setting(key).filter("true"::equals).isPresent();
    }

    private Node self(NodeId id, int port) {
        var identity = config.identity();
        return new Node(
                id,
                identity.name(),
                identity.host(),
                identity.port().orElse(port),
                identity.lifetime(),
                identity.votes(),
                identity.witness(),
                true,
                false);
    }

    private NodeSetup setup(Node self, DataDirectory data) {
        return new NodeSetup(
                self,
                config.identity().cluster(),
                Version.text(),
                security(),
                data.identity().incarnation(),
                config.start().join().stream().map(HostPort::toString).toList(),
                new NodeSetup.Arrival(config.start().replace(), founders(data)),
                config.clusterSeed(),
                config.votersMax(),
                new NodeSetup.Snapshots(
                        config.place().snapshots().entries(),
                        config.place().snapshots().bytes()),
                Timings.liveness(config),
                Timings.raft(config));
    }

    private Optional<Founders> founders(DataDirectory data) {
        if (config.start().bootstrap() != Bootstrap.SEEDS
                || data.identity().clusterId().isPresent()) {
            return Optional.empty();
        }
        Vow vow = data.vow().map(Vow::decode).orElse(Vow.NONE);
        return Optional.of(new Founders(
                config.start().join().stream().map(HostPort::toString).toList(), vow));
    }

    private String security() {
        if (keys.isPresent()) {
            return "tls";
        }
        return config.network().isLoopback() ? "loopback" : "insecure";
    }

    private TableStore openStore() {
        return TableStores.at(
                switch (config.place().store()) {
                    case FILE ->
                        config.place()
                                .directory()
                                .<StorePlace>map(StorePlace.Files::new)
                                .orElseGet(StorePlace.Memory::new);
                    case MEMORY -> new StorePlace.Memory();
                    case NONE -> new StorePlace.LeftOut();
                    case DATASOURCE ->
                        new StorePlace.Host(
                                plan.resource(DataSource.class)
                                        .orElseThrow(() -> new StartException(
                                                Reason.INCOMPLETE,
                                                "awa.store=datasource needs a DataSource; hand one in with"
                                                        + " builder.resource(DataSource.class, …)")),
                                StorePlace.Host.PREFIX);
                });
    }

    private StoreWriter.Retention retention() {
        var kept = effective.retention().events();
        return new StoreWriter.Retention(kept.age(), kept.count());
    }

    private void published(Picture picture) {
        settingsMayHaveChanged(picture);
        keeper.ifPresent(each -> each.keep(picture));
    }

    /** When the cluster's settings change, the times of this node change with them. */
    private void settingsMayHaveChanged(Picture picture) {
        keys.map(ClusterKeys::ends).filter(end -> !end.equals(keysEnd)).ifPresent(end -> {
            keysEnd = end;
            mailbox.result(new Input.KeysValidUntil(end.toEpochMilli()));
        });
        if (picture.settings().equals(clusterSettings)) {
            return;
        }
        clusterSettings = picture.settings();
        AwaConfig now = ClusterSettings.apply(config, clusterSettings);
        effective = now;
        mailbox.result(new Input.Retime(Timings.liveness(now), Timings.raft(now), now.votersMax()));
    }

    private static Bytes chunk(Epoch epoch, RaftEffect.SendSnapshotChunk wanted, long total, Bytes data) {
        var chunk = new RaftMessage.SnapshotChunk(wanted.term(), wanted.meta(), wanted.offset(), total, data);
        return MessageCodec.encode(new Message.Raft(chunk).in(epoch));
    }
}
