package io.arewealive.snmp.agent;

import io.arewealive.snmp.mib.AwaMib;
import io.arewealive.snmp.mib.Table;
import io.arewealive.snmp.mib.View;
import io.arewealive.snmp.tree.Columns;
import io.arewealive.snmp.tree.Scalars;
import io.arewealive.snmp.tree.Tree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snmp4j.security.UsmTimeEntry;

/** One agent: a socket, an engine, and the clusters it shows. */
public final class Agent implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Agent.class);
    private static final long NANOS_IN_HUNDREDTH = 10_000_000;

    private final Contexts contexts = new Contexts();
    private final EngineIdentity identity;
    private final Engine engine;
    private final Socket socket;
    private final long started = System.nanoTime();

    private Agent(EngineIdentity identity, Engine engine, Socket socket) {
        this.identity = identity;
        this.engine = engine;
        this.socket = socket;
    }

    /**
     * Opens an agent that shows nothing yet.
     *
     * @param name what its thread is called after
     * @throws io.arewealive.StartException if it cannot listen there
     */
    public static Agent open(Place place, Access access, EngineIdentity identity, String name) {
        Socket socket = place.bind(name);
        var engine = Engine.of(identity, access.users(), access.community().isPresent());
        // Else whoever knows the name of a user could make it compute and keep keys for engines that he makes up.
        engine.usm().setEngineDiscoveryEnabled(false);
        engine.usm().getTimeTable().addEntry(new UsmTimeEntry(identity.id(), identity.boots(), 0)); // its own is known
        var agent = new Agent(identity, engine, socket);
        engine.dispatcher().addTransportMapping(socket);
        engine.dispatcher().addCommandResponder(new Responder(agent.contexts, access.community(), engine.counters()));
        socket.addTransportListener(engine.dispatcher());
        socket.listen();
        return agent;
    }

    /** Shows a cluster, in the context of its name. */
    public void show(String cluster, AwaMib mib, Supplier<View> views) {
        contexts.add(cluster, new Context(tree(mib), views));
    }

    /**
     * Shows it no more.
     *
     * @return whether others are left
     */
    public boolean hide(String cluster) {
        contexts.remove(cluster);
        return !contexts.isEmpty();
    }

    /** The port it listens on. */
    public int port() {
        return socket.getListenAddress().getPort();
    }

    Engine engine() {
        return engine;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.warn("snmp: closing the socket failed: {}", e.toString());
        }
        socket.removeTransportListener(engine.dispatcher());
        engine.dispatcher().removeTransportMapping(socket);
    }

    private Tree tree(AwaMib mib) {
        List<Scalars<?>> scalars =
                new ArrayList<>(new StandardObjects(identity, engine, this::upHundredths).of(mib.serverOid()));
        scalars.add(new Scalars<>(mib.clusterOid(), mib.cluster(), Function.identity()));
        List<Columns<?>> tables = new ArrayList<>();
        mib.tables().forEach(table -> tables.add(columns(mib, table)));
        return Tree.of(scalars, tables);
    }

    private static <R> Columns<R> columns(AwaMib mib, Table<R> table) {
        return new Columns<>(mib.entryOid(table), table);
    }

    private long upHundredths() {
        return (System.nanoTime() - started) / NANOS_IN_HUNDREDTH % 0x1_0000_0000L;
    }
}
