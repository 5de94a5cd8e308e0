package io.arewealive.snmp.trap;

import io.arewealive.Awa;
import io.arewealive.event.AwaListener;
import io.arewealive.event.Event;
import io.arewealive.event.EventType;
import io.arewealive.snmp.agent.EngineIdentity;
import io.arewealive.snmp.agent.Session;
import io.arewealive.snmp.agent.User;
import io.arewealive.snmp.mib.AwaMib;
import io.arewealive.snmp.mib.View;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells receivers what happens, each event once in the whole cluster. A listener of both streams; never waits for a receiver. */
public final class Notifier implements AwaListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);
    private static final long NANOS_IN_HUNDREDTH = 10_000_000;

    private final Duty duty;
    private final Wording wording;
    private final Supplier<View> views;
    private final Session session;
    private final List<Outbox> outboxes;
    private final long started = System.nanoTime();

    private Notifier(Duty duty, Wording wording, Supplier<View> views, Session session, List<Outbox> outboxes) {
        this.duty = duty;
        this.wording = wording;
        this.views = views;
        this.session = session;
        this.outboxes = outboxes;
    }

    /**
     * What notifications are made of.
     *
     * @param mib their objects
     * @param views the values
     */
    public record Source(AwaMib mib, Supplier<View> views) {}

    /**
     * Who sends.
     *
     * @param host the local address of the agent
     * @param identity of the agent
     * @param users in whose names
     */
    public record Sender(String host, EngineIdentity identity, List<User> users) {

        /** Copies the list. */
        public Sender {
            users = List.copyOf(users);
        }
    }

    /**
     * Opens what sends.
     *
     * @param now what happened before is not told
     */
    public static Notifier open(Awa awa, Source source, Sender sender, List<Receiver> receivers, Instant now) {
        String node = awa.status().viewer();
        Session session = Session.open(sender.host(), sender.identity(), sender.users(), "traps-" + node);
        List<Outbox> outboxes = receivers.stream()
                .map(receiver -> new Outbox(receiver, sender.identity(), session, node))
                .toList();
        return new Notifier(new Duty(awa, now), new Wording(source.mib()), source.views(), session, outboxes);
    }

    /** The types of events that receivers can be told of, for example {@code awa.node.status}, by name; there is no notification of others. */
    public static List<String> types() {
        return Duty.TYPES.stream().map(EventType::id).sorted().toList();
    }

    @Override
    public void onEvent(Event event) {
        duty.of(event).ifPresent(notice -> {
            var told = new Told(event, wording.of(notice, event, views.get(), upHundredths()));
            outboxes.forEach(outbox -> outbox.add(told));
        });
    }

    private long upHundredths() {
        return (System.nanoTime() - started) / NANOS_IN_HUNDREDTH % 0x1_0000_0000L;
    }

    @Override
    public void close() {
        outboxes.forEach(Outbox::close);
        try {
            session.close();
        } catch (IOException e) {
            LOG.warn("snmp: closing the socket of notifications failed: {}", e.toString());
        }
    }
}
