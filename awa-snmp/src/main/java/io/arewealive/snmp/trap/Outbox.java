package io.arewealive.snmp.trap;

import io.arewealive.snmp.agent.Answer;
import io.arewealive.snmp.agent.EngineIdentity;
import io.arewealive.snmp.agent.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snmp4j.CommunityTarget;
import org.snmp4j.PDU;
import org.snmp4j.Target;
import org.snmp4j.UserTarget;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;

/**
 * What one receiver is still to be told, and the thread that tells it, in order. An inform is repeated for a quarter of an hour, ever more
 * slowly, whatever came of the try before; where more than {@link #MOST} wait, the oldest goes. Who was not told in three tries is named in
 * the log once, until it is told again.
 */
final class Outbox implements AutoCloseable {

    static final int MOST = 256;

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final long FIRST_WAIT_MILLIS = 1_000;
    private static final long LONGEST_WAIT_MILLIS = 30_000;
    private static final int PATIENT_TRIES = 3; // until it is said
    private static final long PATIENCE_NANOS = 900_000_000_000L;

    private final Receiver receiver;
    private final EngineIdentity identity;
    private final Session session;
    private final BlockingQueue<Told> queue = new ArrayBlockingQueue<>(MOST);
    private final Thread thread;
    private volatile boolean closed;
    private long lost; // guarded by this
    private boolean silent; // was named as not told; of the thread

    Outbox(Receiver receiver, EngineIdentity identity, Session session, String node) {
        this.receiver = receiver;
        this.identity = identity;
        this.session = session;
        this.thread = new Thread(this::run, "awa-snmp-" + receiver.name() + "-" + node);
        thread.setDaemon(true);
        thread.start();
    }

    /** Any thread; never waits. */
    synchronized void add(Told told) {
        if (!receiver.wants(told)) {
            return;
        }
        while (!queue.offer(told)) {
            if (queue.poll() != null) {
                lost("more than " + MOST + " wait");
            }
        }
    }

    private void run() {
        try {
            while (!closed) {
                tell(queue.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(Told told) throws InterruptedException {
        long begin = System.nanoTime();
        long wait = FIRST_WAIT_MILLIS;
        for (int tries = 1; !closed; tries++) {
            long next = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(wait);
            Optional<Trouble> trouble = send(told, wait);
            if (trouble.isEmpty()) {
                told();
                return;
            }
            if (tries == PATIENT_TRIES) {
                notTold(trouble.get());
            }
            if (System.nanoTime() - begin > PATIENCE_NANOS) {
                lost("it does not confirm " + told.event().message());
                return;
            }
            TimeUnit.NANOSECONDS.sleep(next - System.nanoTime()); // what an answer, or a failure, came too early
            wait = Math.min(2 * wait, LONGEST_WAIT_MILLIS);
        }
    }

    private void told() {
        if (silent) {
            silent = false;
            LOG.info("snmp: receiver {} at {} is told again", receiver.name(), receiver.target());
        }
    }

    private void notTold(Trouble trouble) {
        if (!silent) {
            silent = true;
            LOG.warn(
                    "snmp: receiver {} at {} is not told: {}; {}; AWA keeps trying",
                    receiver.name(),
                    receiver.target(),
                    trouble.cause(),
                    trouble.remedy());
        }
    }

    /** Why that is not done with; empty for a trap that has left, and for an inform that was confirmed. */
    private Optional<Trouble> send(Told told, long waitMillis) {
        try {
            PDU pdu = receiver.user().isPresent() ? (PDU) told.pdu().clone() : plain(told.pdu());
            pdu.setType(receiver.inform() ? PDU.INFORM : PDU.TRAP);
            Answer answer = session.send(pdu, target(waitMillis));
            return answer.taken() ? Optional.empty() : Optional.of(Trouble.of(receiver, answer));
        } catch (IOException | RuntimeException e) {
            LOG.debug("snmp: {} cannot be told: {}", receiver.name(), e.toString());
            return Optional.of(Trouble.of(receiver, e));
        }
    }

    private static PDU plain(PDU scoped) {
        return new PDU(scoped.getType(), scoped.getVariableBindings());
    }

    private Target<UdpAddress> target(long waitMillis) throws UnknownHostException {
        var address = new UdpAddress(InetAddress.getByName(receiver.host()), receiver.port());
        Target<UdpAddress> target;
        if (receiver.user().isPresent()) {
            var user = new UserTarget<UdpAddress>();
            user.setSecurityLevel(SecurityLevel.AUTH_PRIV);
            user.setSecurityName(octets(receiver.user().get()));
            if (!receiver.inform()) {
                user.setAuthoritativeEngineID(identity.id().getValue());
            }
            user.setVersion(SnmpConstants.version3);
            target = user;
        } else {
            var community = new CommunityTarget<UdpAddress>();
            community.setCommunity(octets(receiver.community().text()));
            community.setVersion(SnmpConstants.version2c);
            target = community;
        }
        target.setAddress(address);
        target.setTimeout(waitMillis);
        target.setRetries(0);
        return target;
    }

    private synchronized void lost(String why) {
        lost++;
        if (Long.bitCount(lost) == 1) { // the 1st, 2nd, 4th, 8th, …
            LOG.warn(
                    "snmp: receiver {} was not told {} times: {}; what it missed is in awaEventTable",
                    receiver.name(),
                    lost,
                    why);
        }
    }

    private static OctetString octets(String text) {
        return new OctetString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(FIRST_WAIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
