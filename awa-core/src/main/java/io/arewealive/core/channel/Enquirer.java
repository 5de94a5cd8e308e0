package io.arewealive.core.channel;

import io.arewealive.core.trust.ClusterKeys;
import io.arewealive.core.wire.Bytes;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import javax.net.ssl.SSLException;

/** Asks a node how its cluster is, without being a node: opens a connection, asks, reads one answer, closes. Any thread. */
public final class Enquirer {

    private final Optional<ClusterKeys> keys;
    private final Duration patience;

    /**
     * With these keys, if the cluster has some.
     *
     * @param patience how long connecting may take, and after it each word of the answer
     */
    public Enquirer(Optional<ClusterKeys> keys, Duration patience) {
        this.keys = keys;
        this.patience = patience;
    }

    /**
     * The encoded status as the node at this place shows it. A name that resolves to several addresses is tried at each.
     *
     * @param clusterId of the cluster that is meant; a node of another one does not answer
     * @throws IOException if there is no answer; the message is for people and says why
     */
    public Bytes ask(String host, int port, UUID clusterId) throws IOException {
        IOException last = new UnknownHostException(host);
        try {
            for (InetAddress each : InetAddress.getAllByName(host)) {
                try {
                    return ask(new InetSocketAddress(each, port), clusterId);
                } catch (IOException e) {
                    last = e;
                }
            }
        } catch (UnknownHostException e) {
            last = e;
        }
        throw new IOException(why(last), last);
    }

    private Bytes ask(InetSocketAddress place, UUID clusterId) throws IOException {
        try (Socket socket = keys.isPresent() ? keys.get().client() : new Socket()) {
            int millis = (int) patience.toMillis();
            socket.connect(place, millis);
            socket.setSoTimeout(millis);
            socket.setTcpNoDelay(true);
            socket.getOutputStream().write(Enquiry.question(clusterId));
            return Enquiry.readAnswer(new DataInputStream(new BufferedInputStream(socket.getInputStream())));
        }
    }

    private String why(IOException failure) {
        if (failure instanceof UnknownHostException) {
            return "its host name does not resolve";
        }
        if (failure instanceof ConnectException) {
            return "connection refused: nothing listens there";
        }
        if (failure instanceof SocketTimeoutException) {
            return "no answer within " + patience.toMillis() + " ms";
        }
        if (failure instanceof Enquiry.NoAnswer other && other.isTls()) {
            return "it speaks TLS: name the cluster's keys in awa.security.keystore";
        }
        return Refusals.reason(failure).map(this::withSetting).orElseGet(() -> hungUp(failure));
    }

    private String withSetting(String reason) {
        return reason.startsWith("keys: ") && !reason.contains("awa.security.keystore")
                ? reason + "; awa.security.keystore says which keys are shown from here"
                : reason;
    }

    private static String hungUp(IOException failure) {
        if (failure instanceof SSLException) {
            return "it hung up while TLS began: it may have no keys (awa.security.keystore there)";
        }
        return failure instanceof EOFException || failure instanceof SocketException
                ? "it hung up: it has joined no cluster, or another one; its own status says so"
                : String.valueOf(failure.getMessage());
    }
}
