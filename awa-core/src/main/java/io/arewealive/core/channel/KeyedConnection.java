package io.arewealive.core.channel;

import java.net.Socket;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.jgroups.blocks.cs.Connection;
import org.jspecify.annotations.Nullable;

/** A connection that knows by which keys it was made. */
interface KeyedConnection {

    /** What both sides agreed on; empty without TLS. */
    Optional<SSLSession> session();

    /** What both sides of a socket agreed on; empty without TLS. */
    static Optional<SSLSession> sessionOf(Socket socket) {
        return socket instanceof SSLSocket spoken ? Optional.of(spoken.getSession()) : Optional.empty();
    }

    /** The same of a connection. */
    static Optional<SSLSession> sessionOf(Connection connection) {
        return connection instanceof KeyedConnection keyed ? keyed.session() : Optional.empty();
    }

    /** Whether one of the two sides has shown another certificate at one than at the other. */
    static boolean differ(Connection one, @Nullable Connection other) {
        return other != null
                && !sessionOf(one)
                        .map(KeyedConnection::certificates)
                        .equals(sessionOf(other).map(KeyedConnection::certificates));
    }

    private static List<Certificate> certificates(SSLSession session) {
        try {
            return Stream.of(session.getPeerCertificates(), session.getLocalCertificates())
                    .filter(Objects::nonNull)
                    .map(chain -> chain[0])
                    .toList();
        } catch (SSLPeerUnverifiedException e) {
            return List.of();
        }
    }
}
