package io.arewealive.snmp.agent;

import java.io.IOException;
import java.util.List;
import org.snmp4j.Snmp;

/** An engine that asks rather than answers: sends notifications, with the identity of the agent beside it. */
public final class Session implements AutoCloseable {

    private final Snmp snmp;

    private Session(Snmp snmp) {
        this.snmp = snmp;
    }

    /**
     * Opens a socket of its own, on a free port.
     *
     * @param host the local address to send from
     * @param name what its thread is called after
     */
    public static Session open(String host, EngineIdentity identity, List<User> users, String name) {
        var engine = Engine.of(identity, users, true);
        Socket socket = new Place(host, java.util.OptionalInt.of(0)).bind(name);
        var snmp = new Snmp(engine.dispatcher(), socket);
        try {
            snmp.listen();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return new Session(snmp);
    }

    /** What sends. */
    public Snmp snmp() {
        return snmp;
    }

    @Override
    public void close() throws IOException {
        snmp.close();
    }
}
