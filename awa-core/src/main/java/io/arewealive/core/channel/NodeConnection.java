package io.arewealive.core.channel;

import java.util.concurrent.Future;
import java.util.function.Function;
import org.jgroups.Address;
import org.jgroups.blocks.cs.TcpBaseServer;
import org.jgroups.blocks.cs.TcpConnection;
import org.jgroups.util.Util;

/** A connection that this node opens. The first words are bounded in time: a hung peer accepts a connection and then says nothing. */
final class NodeConnection extends TcpConnection {

    private final Refusals refusals;
    private final Function<Runnable, Future<?>> limit;

    NodeConnection(Address peer, TcpBaseServer server, Refusals refusals, Function<Runnable, Future<?>> limit)
            throws Exception {
        super(peer, server);
        this.refusals = refusals;
        this.limit = limit;
    }

    @Override
    protected void connect(Address destination, boolean sayWhoWeAre) throws Exception {
        Future<?> end = limit.apply(() -> Util.close(sock));
        sock.setSoTimeout(((TcpBaseServer) server).peerAddressReadTimeout());
        try {
            super.connect(destination, sayWhoWeAre);
            sock.setSoTimeout(0);
        } catch (Exception e) {
            refusals.failed(String.valueOf(destination), e);
            throw e;
        } finally {
            end.cancel(false);
        }
    }
}
