package io.arewealive.jmx;

import io.arewealive.jmx.RemoteAwaException.Reason;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.rmi.ConnectIOException;
import java.util.Optional;
import javax.management.InstanceNotFoundException;
import javax.management.RuntimeMBeanException;
import javax.net.ssl.SSLHandshakeException;

/** Tells apart what can go wrong in a remote call. */
final class Failures {

    private Failures() {}

    static RuntimeException of(String server, String what, Throwable failure) {
        if (failure instanceof RemoteAwaException known) {
            return known;
        }
        if (failure instanceof SecurityException) {
            return new RemoteAwaException(
                    Reason.NOT_ALLOWED, server + " refused to " + what + ": " + failure.getMessage(), failure);
        }
        if (failure instanceof InstanceNotFoundException) {
            return new RemoteAwaException(Reason.NO_NODE, server + " no longer shows its node (" + what + ")", failure);
        }
        Optional<RemoteAwaException> tls = tls(server, failure);
        if (tls.isPresent()) {
            return tls.get();
        }
        if (failure instanceof IOException) {
            return neverConnected(failure)
                    ? new RemoteAwaException(
                            Reason.NOT_REACHABLE, server + " is not reachable: " + root(failure), failure)
                    : new RemoteAwaException(
                            Reason.NO_ANSWER,
                            "the connection to " + server + " broke (" + what + "): " + root(failure),
                            failure);
        }
        if (failure instanceof RuntimeMBeanException wrapped) {
            var told = wrapped.getTargetException();
            return told instanceof IllegalArgumentException
                    ? new IllegalArgumentException(told.getMessage(), told)
                    : new IllegalStateException(server + ": " + told.getMessage(), told);
        }
        return new IllegalStateException(server + " could not " + what + ": " + failure, failure);
    }

    /** One side speaks TLS and the other does not, or the certificate is of somebody else; nothing was asked then. */
    private static Optional<RemoteAwaException> tls(String server, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLHandshakeException && cause.getCause() instanceof EOFException) {
                return Optional.of(new RemoteAwaException(
                        Reason.NOT_REACHABLE,
                        server + " hung up when TLS began: it speaks without, or it is about to end",
                        failure));
            }
            if (cause instanceof SSLHandshakeException) {
                return Optional.of(new RemoteAwaException(
                        Reason.NOT_ALLOWED, server + " is not trusted by TLS: " + root(failure), failure));
            }
            if (cause instanceof ConnectIOException
                    && String.valueOf(cause.getMessage()).contains("non-JRMP")) {
                return Optional.of(new RemoteAwaException(
                        Reason.NOT_ALLOWED,
                        server
                                + " does not speak JMX without TLS; say whom to trust (for commands: awa.jmx.client.trust), or name its JMX port",
                        failure));
            }
        }
        return Optional.empty();
    }

    private static boolean neverConnected(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof NoRouteToHostException
                    || cause instanceof UnknownHostException
                    || cause instanceof javax.naming.NamingException) {
                return true;
            }
        }
        return false;
    }

    private static String root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
