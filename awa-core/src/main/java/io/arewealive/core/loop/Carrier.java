package io.arewealive.core.loop;

import io.arewealive.core.channel.Channel;
import io.arewealive.core.publish.Board;
import io.arewealive.core.publish.EventBus;
import io.arewealive.core.publish.KeyHistory;
import io.arewealive.core.step.Effect;
import io.arewealive.core.step.MessageCodec;
import io.arewealive.event.Event;
import io.arewealive.event.EventStream;
import io.arewealive.event.EventType;
import io.arewealive.status.Severity;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries the machine's effects to where they belong. Called from the loop only; nothing here blocks. */
public final class Carrier implements Consumer<Effect> {

    private static final Logger LOG = LoggerFactory.getLogger("io.arewealive");

    private final String node;
    private final Channel channel;
    private final LogWriter log;
    private final StoreWriter store;
    private final Calls calls;
    private final Board board;
    private final EventBus events;
    private final KeyHistory keys;
    private final Dialer dialer;

    /** Knows all the places. */
    public Carrier(
            String node,
            Channel channel,
            LogWriter log,
            StoreWriter store,
            Calls calls,
            Board board,
            EventBus events,
            KeyHistory keys,
            Dialer dialer) {
        this.node = node;
        this.channel = channel;
        this.log = log;
        this.store = store;
        this.calls = calls;
        this.board = board;
        this.events = events;
        this.keys = keys;
        this.dialer = dialer;
    }

    @Override
    public void accept(Effect effect) {
        if (effect instanceof Effect.Send send) {
            channel.send(send.to(), MessageCodec.encode(send.message()));
        } else if (effect instanceof Effect.Broadcast broadcast) {
            channel.broadcast(MessageCodec.encode(broadcast.message()));
        } else if (effect instanceof Effect.Suspected suspected) {
            channel.suspected(suspected.nodes());
        } else if (effect instanceof Effect.Peers peers) {
            channel.peers(peers.addresses());
            channel.join(); // only now it is known where
        } else if (effect instanceof Effect.Dial dial) {
            dialer.dial(dial);
        } else if (effect instanceof Effect.JoinedCluster joined) {
            channel.cluster(joined.clusterId());
            log.add(effect);
        } else if (effect instanceof Effect.Store batch) {
            store.write(batch);
        } else if (effect instanceof Effect.RebuildStore image) {
            store.rebuild(image);
        } else if (effect instanceof Effect.Publish publish) {
            board.publish(publish.picture());
        } else if (effect instanceof Effect.Happened happened) {
            say(happened.event());
            events.publish(happened.event());
        } else if (effect instanceof Effect.Note note) {
            say(note.severity(), note.text());
        } else {
            answer(effect);
        }
    }

    private void answer(Effect effect) {
        if (effect instanceof Effect.CommandDone done) {
            calls.answer(done.token(), done.ending());
        } else if (effect instanceof Effect.ReadDone done) {
            calls.answer(done.token(), done.reading());
        } else if (effect instanceof Effect.KeyChanged change) {
            keys.add(change.change());
        } else if (effect instanceof Effect.KeysRestored restored) {
            keys.restored(restored.revision());
        } else if (effect instanceof Effect.FateDone done) {
            calls.answer(done.token(), done.fate());
        } else if (effect instanceof Effect.StatusDone done) {
            calls.answer(done.token(), done.status());
        } else if (effect instanceof Effect.SnapshotDone done) {
            calls.answer(done.token(), done.outcome());
        } else if (effect instanceof Effect.LeaveDone done) {
            calls.answer(done.token(), effect);
        } else {
            log.add(effect);
        }
    }

    /** One line for an event; what both streams tell is said once, as this node saw it. */
    private void say(Event event) {
        boolean told = event.stream() == EventStream.CLUSTER
                && event.severity() == Severity.INFO
                && (event.type() == EventType.NODE_STATUS || event.type() == EventType.LEADER);
        boolean aboutItself =
                event.type() == EventType.NODE_STATUS && event.subject().equals(node);
        if (aboutItself && !told) {
            LOG.info("node={} the others said of this node: {}", node, event.message()); // old news: it is here
        } else if (told) {
            LOG.debug("node={} event={} {}", node, event.number(), event.message());
        } else {
            say(event.severity(), event.message());
        }
    }

    private void say(Severity severity, String text) {
        switch (severity) {
            case INFO -> LOG.info("node={} {}", node, text);
            case WARNING -> LOG.warn("node={} {}", node, text);
            case CRITICAL -> LOG.error("node={} {}", node, text);
        }
    }
}
