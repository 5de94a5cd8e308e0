package io.arewealive.core.channel;

import io.arewealive.core.wire.Bytes;
import java.io.IOException;
import java.net.Socket;
import java.util.Optional;
import java.util.UUID;
import javax.net.ssl.SSLSession;
import org.jgroups.Address;
import org.jgroups.blocks.cs.TcpConnection;
import org.jspecify.annotations.Nullable;

/** A connection that somebody else opened: a node, or somebody who only asks a question and is no peer. */
final class CallerConnection extends TcpConnection implements KeyedConnection {

    private volatile boolean ended;

    /** Reads the first words; blocks as long as the server lets a caller take. */
    CallerConnection(Socket caller, NodeServer server) throws Exception {
        super(caller, server);
    }

    /** Called by the constructor above. Nobody, for somebody who asks; what was read of a node's words is read again. */
    @Override
    protected @Nullable Address readPeerAddress(Socket caller) throws Exception {
        int timeout = caller.getSoTimeout();
        caller.setSoTimeout(((NodeServer) server).peerAddressReadTimeout());
        in.mark(Integer.BYTES);
        if (in.readInt() == Enquiry.QUESTION) {
            return null;
        }
        in.reset();
        caller.setSoTimeout(timeout);
        return super.readPeerAddress(caller);
    }

    @Override
    public Optional<SSLSession> session() {
        return KeyedConnection.sessionOf(sock);
    }

    /** Nobody reads it any more. */
    void ended() {
        ended = true;
    }

    /** Whether it has ended, perhaps before it was known to the server. */
    boolean hasEnded() {
        return ended;
    }

    /** Whether the caller only asks. */
    boolean asks() {
        return peer_addr == null;
    }

    /** Answers, or says nothing. The caller of this method hangs up. */
    void answer(Enquiry.Answers answers) throws IOException {
        UUID clusterId = Enquiry.readQuestion(in);
        Optional<Bytes> status = answers.to(sock.getInetAddress().getHostAddress(), clusterId);
        if (status.isPresent()) {
            sock.setSoLinger(false, 0); // what was written still arrives when this side closes
            out.write(Enquiry.answer(status.get()));
            out.flush();
        }
    }
}
