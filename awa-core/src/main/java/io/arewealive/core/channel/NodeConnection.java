package io.arewealive.core.channel;

import org.jgroups.Address;
import org.jgroups.blocks.cs.TcpBaseServer;
import org.jgroups.blocks.cs.TcpConnection;

/** A connection that this node opens. The first words are bounded in time: a hung peer accepts a connection and then says nothing. */
final class NodeConnection extends TcpConnection {

    private final Refusals refusals;

    NodeConnection(Address peer, TcpBaseServer server, Refusals refusals) throws Exception {
        super(peer, server);
        this.refusals = refusals;
    }

    @Override
    protected void connect(Address destination, boolean sayWhoWeAre) throws Exception {
        sock.setSoTimeout(((TcpBaseServer) server).peerAddressReadTimeout());
        try {
            super.connect(destination, sayWhoWeAre);
            sock.setSoTimeout(0);
        } catch (Exception e) {
            refusals.failed(String.valueOf(destination), e);
            throw e;
        }
    }
}
