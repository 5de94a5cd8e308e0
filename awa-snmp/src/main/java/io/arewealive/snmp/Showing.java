package io.arewealive.snmp;

import io.arewealive.Awa;
import io.arewealive.event.EventStream;
import io.arewealive.face.FaceContext;
import io.arewealive.snmp.agent.Agent;
import io.arewealive.snmp.agent.EngineFile;
import io.arewealive.snmp.agent.EngineIdentity;
import io.arewealive.snmp.agent.Place;
import io.arewealive.snmp.mib.AwaMib;
import io.arewealive.snmp.trap.Notifier;
import io.arewealive.status.Problem;
import io.arewealive.status.Severity;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One instance, shown by an agent. */
final class Showing implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Showing.class);
    private static final long AGAIN_MILLIS = 1_000;
    private static final int TRIES = 60;

    private final Awa awa;
    private final String cluster;
    private final String node;
    private final SharedAgent shared;
    private final NewestEvents events;
    private final Thread loading;
    private Optional<Notifier> notifier = Optional.empty(); // set while opening
    private final AtomicBoolean closed = new AtomicBoolean();

    private Showing(Awa awa, SharedAgent shared) {
        this.awa = awa;
        this.shared = shared;
        this.cluster = awa.status().cluster();
        this.node = awa.status().viewer();
        this.events = new NewestEvents(awa.events());
        this.loading = new Thread(this::load, "awa-snmp-events-" + node);
        loading.setDaemon(true);
    }

    static Showing open(FaceContext context, SnmpSettings settings) {
        SharedAgent shared = context.resource(SharedAgent.class).orElseGet(SharedAgent::new);
        InstantSource clock = context.resource(InstantSource.class).orElseGet(InstantSource::system);
        var showing = new Showing(context.awa(), shared);
        showing.begin(context, settings, clock);
        return showing;
    }

    private void begin(FaceContext context, SnmpSettings settings, InstantSource clock) {
        var mib = AwaMib.at(settings.root());
        var views = new Views(awa, events, clock);
        EngineIdentity identity =
                EngineFile.next(context.directory(), awa.id().toString().replace("-", ""), clock.instant());
        Agent agent =
                shared.join(() -> Agent.open(settings.place(), settings.access(), identity, node), cluster, mib, views);
        awa.addListener(events, Set.of(EventStream.CLUSTER));
        if (!settings.receivers().isEmpty()) {
            var opened = Notifier.open(
                    awa,
                    new Notifier.Source(mib, views),
                    new Notifier.Sender(
                            settings.place().host(), identity, settings.access().users()),
                    settings.receivers(),
                    clock.instant());
            notifier = Optional.of(opened);
            awa.addListener(opened);
        }
        loading.start();
        LOG.info("node={} SNMP at {}, UDP port {}", node, settings.place().host(), agent.port());
        if (settings.place().port().isEmpty() && agent.port() != Place.FIRST_PORT) {
            context.tell(List.of(new Problem(
                    Severity.INFO,
                    "snmp",
                    "the agent of " + node + " listens on UDP port " + agent.port() + ", for " + Place.FIRST_PORT
                            + " is taken",
                    "ask it there; awa.snmp.port sets a port that stays")));
        }
    }

    /** The database opens later than the agent, so it is asked more than once. */
    private void load() {
        try {
            for (int tries = 0; tries < TRIES && !closed.get(); tries++) {
                events.load();
                if (events.isComplete()) {
                    return;
                }
                Thread.sleep(AGAIN_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.debug("node={} earlier events cannot be read: {}", node, e.toString());
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            awa.removeListener(events);
            notifier.ifPresent(each -> {
                awa.removeListener(each);
                each.close();
            });
            shared.leave(cluster);
            loading.interrupt();
            try {
                loading.join(AGAIN_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
