package io.arewealive.core.channel;

import io.arewealive.core.trust.ClusterKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import javax.net.ssl.SSLSocket;
import org.jgroups.util.Util;

/**
 * Has the first words with each caller, keys first. A caller who says nothing keeps no other caller waiting, and is hung up on after
 * a while; of callers from one address, and of all together, only so many are listened to at once.
 */
final class Doorman {

    /** An alert of TLS 1.3: fatal, handshake_failure. */
    private static final byte[] NO_KEYS_HERE = {21, 3, 3, 0, 2, 2, 40};

    private final Rules rules;
    private final Refusals refusals;
    private final House house;
    private final Map<InetAddress, Integer> greeted = new ConcurrentHashMap<>();

    Doorman(Rules rules, Refusals refusals, House house) {
        this.rules = rules;
        this.refusals = refusals;
        this.house = house;
    }

    /**
     * How callers are received.
     *
     * @param doormen run the first words with each caller; when they are all busy, callers are turned away
     * @param mostOfOne how many callers from one address may be at their first words
     * @param limit ends somebody's first words when they take too long, unless it is cancelled
     * @param patienceMillis how long each word may take
     * @param keys what a caller has to have, if anything
     */
    record Rules(
            Executor doormen,
            int mostOfOne,
            Function<Runnable, Future<?>> limit,
            int patienceMillis,
            Optional<ClusterKeys> keys) {}

    /** What is behind the door. */
    interface House {
        /** A caller who has shown the keys that are wanted; whatever is thrown ends the connection. */
        void receive(Socket checked) throws Exception;
    }

    /** Somebody has called. Returns at once. */
    void meet(Socket caller) {
        InetAddress from = caller.getInetAddress();
        if (greeted.merge(from, 1, Integer::sum) > rules.mostOfOne()) {
            turnAway(caller, "more than " + rules.mostOfOne() + " callers from there at once");
            return;
        }
        try {
            rules.doormen().execute(() -> greet(caller));
        } catch (RejectedExecutionException e) {
            turnAway(caller, "too many callers at once");
        }
    }

    private void turnAway(Socket caller, String why) {
        done(caller);
        Util.close(caller);
        refusals.turnedAway(caller.getInetAddress().getHostAddress(), why);
    }

    private void done(Socket caller) {
        greeted.computeIfPresent(caller.getInetAddress(), (from, callers) -> callers == 1 ? null : callers - 1);
    }

    private void greet(Socket caller) {
        Future<?> limit = rules.limit().apply(() -> Util.close(caller));
        try {
            house.receive(checked(caller));
        } catch (Exception e) {
            if (Refusals.isForWantOfKeys(e)) {
                sayThatThereAreNoKeys(caller);
            }
            Util.close(caller); // a caller who does not speak our language
            refusals.failed(caller.getInetAddress().getHostAddress(), e);
        } finally {
            limit.cancel(false);
            done(caller);
        }
    }

    /** In the caller's language, so that it can tell its people too. */
    private static void sayThatThereAreNoKeys(Socket caller) {
        try {
            caller.getOutputStream().write(NO_KEYS_HERE);
        } catch (IOException e) {
            // it does not listen any more
        }
    }

    private Socket checked(Socket caller) throws IOException {
        if (rules.keys().isEmpty()) {
            return caller;
        }
        SSLSocket spoken = rules.keys().get().server(caller);
        spoken.setSoTimeout(rules.patienceMillis());
        spoken.startHandshake();
        rules.keys().get().check(spoken.getSession());
        spoken.setSoTimeout(0);
        return spoken;
    }
}
