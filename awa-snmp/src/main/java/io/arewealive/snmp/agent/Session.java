package io.arewealive.snmp.agent;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.MessageDispatcher;
import org.snmp4j.PDU;
import org.snmp4j.Snmp;
import org.snmp4j.Target;
import org.snmp4j.TransportMapping;
import org.snmp4j.TransportStateReference;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.PduHandle;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.security.UsmUserEntry;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.transport.TransportListener;

/**
 * An engine that asks rather than answers: sends notifications, with the identity of the agent beside it. It hears only those to whom it
 * talks at the moment, and little of them: a try costs three datagrams at most (who are you, what time is it, the notification), whatever
 * comes back. What it learned of a peer it forgets when a try has failed, for the peer may be another engine by now, or never was one.
 */
public final class Session implements AutoCloseable {

    private static final int MOST_ANSWERS = 8; // that are looked at in one try
    private static final int MOST_ENGINES = 100; // that only claim to be one
    private static final InetAddress EVERYWHERE = new InetSocketAddress(0).getAddress();

    private final Engine engine;
    private final Snmp snmp;
    private final Optional<InetAddress> own;
    private final String name;
    private final Map<Integer, Talk> talks = new ConcurrentHashMap<>(); // by number of the request
    private final Map<InetAddress, Socket> sockets = new HashMap<>(); // by local address; guarded by this
    private boolean closed; // guarded by this

    private Session(Engine engine, Optional<InetAddress> own, String name) {
        this.engine = engine;
        this.snmp = new Snmp(engine.dispatcher());
        this.own = own;
        this.name = name;
    }

    /**
     * Prepares to send. Sockets are opened when they are needed, on free ports.
     *
     * @param host the local address of the agent; if it is a certain one of this machine that goes with the target, it is sent from
     * @param name what the threads are called after
     */
    public static Session open(String host, EngineIdentity identity, List<User> users, String name) {
        var engine = Engine.of(identity, users, true);
        engine.usm().getTimeTable().setMaxDiscoveredEntries(MOST_ENGINES);
        var session = new Session(engine, certain(host), name);
        session.noteReports();
        return session;
    }

    private static Optional<InetAddress> certain(String host) {
        try {
            InetAddress address = InetAddress.getByName(host);
            return address.isAnyLocalAddress() || address.isLoopbackAddress() ? Optional.empty() : Optional.of(address);
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /**
     * Sends, and waits as long as the target says if that is to be confirmed.
     *
     * @throws IOException if it cannot be sent
     */
    public Answer send(PDU pdu, Target<UdpAddress> target) throws IOException {
        Socket socket = socketTo(target.getAddress().getInetAddress());
        if (!pdu.isConfirmedPdu()) {
            snmp.send(pdu, target, socket);
            return new Answer(true, false, Optional.empty());
        }
        int number = snmp.getNextRequestID();
        pdu.setRequestID(new Integer32(number));
        var talk = new Talk(target.getAddress());
        talks.put(number, talk);
        boolean taken = false;
        try {
            PDU answer = snmp.send(pdu, target, socket).getResponse();
            taken = answer != null && answer.getType() == PDU.RESPONSE;
            return new Answer(taken, taken || talk.heard, talk.report);
        } finally {
            talks.remove(number);
            if (!taken) {
                forget(target);
            }
        }
    }

    private synchronized Socket socketTo(InetAddress target) throws IOException {
        if (closed) {
            throw new IOException("closed");
        }
        InetAddress from = own.filter(address -> address.getAddress().length == target.getAddress().length)
                .orElse(EVERYWHERE);
        Socket open = sockets.get(from);
        if (open != null) {
            return open;
        }
        Socket socket = Socket.bind(from, 0, name);
        sockets.put(from, socket);
        MessageDispatcher dispatcher = engine.dispatcher();
        dispatcher.addTransportMapping(socket);
        socket.addTransportListener(new Ear(dispatcher));
        socket.listen();
        return socket;
    }

    private void forget(Target<UdpAddress> target) {
        if (!(engine.dispatcher().getMessageProcessingModel(MPv3.ID) instanceof MPv3 v3)) {
            return;
        }
        OctetString known = v3.removeEngineID(target.getAddress());
        if (known != null) {
            engine.usm().removeEngineTime(known);
        }
        for (UsmUserEntry entry : engine.usm().getUserTable().getUserEntries(target.getSecurityName())) {
            if (entry.getEngineID().length() > 0) {
                engine.usm().removeAllUsers(entry.getUserName(), entry.getEngineID());
            }
        }
    }

    private void noteReports() {
        Snmp.ReportHandler usual = snmp.getReportHandler();
        snmp.setReportHandler(new Snmp.ReportHandler() {
            @Override
            public <A extends Address> void processReport(PduHandle handle, CommandResponderEvent<A> event) {
                Talk talk = talks.get(handle.getTransactionID());
                if (talk != null && event.getPDU().size() > 0) {
                    talk.note(event.getPDU().get(0).getOid(), event.getSecurityLevel() != SecurityLevel.NOAUTH_NOPRIV);
                }
                usual.processReport(handle, event);
            }
        });
    }

    Engine engine() {
        return engine;
    }

    @Override
    public void close() throws IOException {
        synchronized (this) {
            closed = true;
        }
        snmp.close();
    }

    /** A try that waits for its answer. */
    private static final class Talk {

        private final UdpAddress peer;
        private final AtomicInteger left = new AtomicInteger(MOST_ANSWERS);
        private final Set<OID> asked = ConcurrentHashMap.newKeySet();
        private volatile boolean heard;
        private volatile Optional<OID> report = Optional.empty();

        Talk(UdpAddress peer) {
            this.peer = peer;
        }

        /** Once each the peer may ask for its own id and, proving who it is, for its own time: that is how tries go. */
        void note(OID oid, boolean proved) {
            heard = true;
            boolean usual = oid.equals(SnmpConstants.usmStatsUnknownEngineIDs)
                    || (proved && oid.equals(SnmpConstants.usmStatsNotInTimeWindows));
            if (!usual || !asked.add(oid)) {
                report = Optional.of(oid);
            }
        }

        boolean hears(Address from) {
            return peer.equals(from) && left.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
        }
    }

    /** Lets through what a try waits for. */
    private final class Ear implements TransportListener {

        private final MessageDispatcher dispatcher;

        Ear(MessageDispatcher dispatcher) {
            this.dispatcher = dispatcher;
        }

        @Override
        public <A extends Address> void processMessage(
                TransportMapping<? super A> transport, A from, ByteBuffer message, TransportStateReference reference) {
            if (talks.values().stream().anyMatch(talk -> talk.hears(from))) {
                dispatcher.processMessage(transport, from, message, reference);
            }
        }
    }
}
