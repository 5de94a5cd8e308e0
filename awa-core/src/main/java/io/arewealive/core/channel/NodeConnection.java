package io.arewealive.core.channel;

import java.util.Optional;
import java.util.concurrent.Future;
import javax.net.ssl.SSLSession;
import org.jgroups.Address;
import org.jgroups.blocks.cs.TcpBaseServer;
import org.jgroups.blocks.cs.TcpConnection;
import org.jgroups.util.Util;

/** A connection that this node opens. The first words are bounded in time: a hung peer accepts a connection and then says nothing. */
final class NodeConnection extends TcpConnection implements KeyedConnection {

    private final Doorman.Rules rules;
    private final Refusals refusals;

    NodeConnection(Address peer, TcpBaseServer server, Doorman.Rules rules, Refusals refusals) throws Exception {
        super(peer, server);
        this.rules = rules;
        this.refusals = refusals;
    }

    @Override
    public Optional<SSLSession> session() {
        return KeyedConnection.sessionOf(sock);
    }

    @Override
    protected void connect(Address destination, boolean sayWhoWeAre) throws Exception {
        Future<?> end = rules.limit().apply(() -> Util.close(sock));
        sock.setSoTimeout(((TcpBaseServer) server).peerAddressReadTimeout());
        try {
            super.connect(destination, sayWhoWeAre);
            if (rules.keys().isPresent() && session().isPresent()) {
                rules.keys().get().check(session().get());
            }
            sock.setSoTimeout(0);
        } catch (Exception e) {
            Util.close(sock);
            refusals.failed(String.valueOf(destination), e);
            throw e;
        } finally {
            end.cancel(false);
        }
    }
}
