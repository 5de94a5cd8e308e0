package io.arewealive.core;

import io.arewealive.AwaProvider;
import io.arewealive.StartException;
import io.arewealive.StartException.Reason;
import io.arewealive.core.channel.Channel;
import io.arewealive.core.config.AwaConfig;
import io.arewealive.core.log.DataDirectory;
import io.arewealive.core.log.FileLog;
import io.arewealive.core.log.LogOptions;
import io.arewealive.core.loop.LogWriter;
import io.arewealive.core.machine.NodeMachine;
import io.arewealive.core.raft.Epoch;
import io.arewealive.core.raft.RaftEffect;
import io.arewealive.core.raft.Recovered;
import io.arewealive.core.raft.SnapshotMeta;
import io.arewealive.core.step.Vow;
import io.arewealive.node.NodeId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a node comes from: its papers in the data directory, the cluster that it belongs to or founds, the log it begins with. */
final class Origin {

    private static final Logger LOG = LoggerFactory.getLogger(Origin.class);

    private final AwaProvider.Plan plan;
    private final AwaConfig config;
    private final DataDirectory data;
    private final LongSupplier nanos;

    Origin(AwaProvider.Plan plan, AwaConfig config, DataDirectory data, LongSupplier nanos) {
        this.plan = plan;
        this.config = config;
        this.data = data;
        this.nanos = nanos;
    }

    /** The cluster of this node, old or to be founded; empty as long as it has joined none. */
    Optional<UUID> cluster() {
        Optional<UUID> known = data.identity().clusterId();
        if (known.isPresent() && config.start().first()) {
            LOG.info(
                    "node={} belongs to cluster={} id={} already and goes on in it; awa.first has no effect any more",
                    config.identity().name(),
                    config.identity().cluster(),
                    known.get());
        }
        if (known.isPresent() || config.start().first()) {
            return known.or(() -> Optional.of(UUID.randomUUID()));
        }
        requireBeginning(plan, config);
        return Optional.empty();
    }

    /** Checked before anything is made on the disk, if there is nothing yet. */
    static void requireBeginning(AwaProvider.Plan plan, AwaConfig config) {
        boolean said = config.start().first() || !config.start().join().isEmpty();
        if (!said && (plan.standalone() || plan.failFast())) {
            throw new StartException(
                    Reason.NO_START_GIVEN,
                    "the data directory is empty and it is not said how to begin: set awa.first=true (--first) on the first"
                            + " node of a new cluster, or awa.join=HOST:PORT (--join) to join one");
        }
    }

    /** What the node starts with: its own past, or a new cluster, or nothing yet. Nothing is founded before the port is ours. */
    Recovered begin(FileLog log, Optional<UUID> cluster) {
        if (data.identity().clusterId().isPresent()) {
            return log.recovered();
        }
        return cluster.map(id -> found(log, id)).orElseGet(Recovered::nothing);
    }

    /** What changes who this node is, for the thread that owns the log. */
    LogWriter.Papers papers(FileLog log, Channel channel) {
        return new LogWriter.Papers() {
            @Override
            public void joined(UUID clusterId) {
                data.joined(clusterId);
            }

            @Override
            public void keep(Vow vow) {
                data.keepVow(vow.encode());
            }

            @Override
            public Recovered found(UUID clusterId) {
                return onDisk(log, clusterId);
            }

            @Override
            public void adopt(NodeId reserved) {
                data.adopt(reserved);
                channel.rename(reserved);
            }

            @Override
            public void outdated(String message) {
                data.outdated(message);
            }

            @Override
            public FileLog begin(Epoch epoch) {
                data.begin(epoch);
                return data.openLog(LogOptions.standard(), nanos);
            }
        };
    }

    private Recovered found(FileLog log, UUID clusterId) {
        Recovered recovered = onDisk(log, clusterId);
        LOG.info(
                "node={} founded cluster={} id={}",
                config.identity().name(),
                config.identity().cluster(),
                clusterId);
        return recovered;
    }

    private Recovered onDisk(FileLog log, UUID clusterId) {
        Recovered founding = Recovered.founding(data.identity().node());
        SnapshotMeta meta = founding.snapshot();
        var state = NodeMachine.foundingState(clusterId, config.clusterSeed());
        log.installSnapshot(new RaftEffect.PersistSnapshot(0, meta, state, true));
        data.joined(clusterId);
        return new Recovered(founding.hardState(), 1, meta, state, List.of());
    }
}
