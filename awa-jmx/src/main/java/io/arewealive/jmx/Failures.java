package io.arewealive.jmx;

import io.arewealive.jmx.RemoteAwaException.Reason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import javax.management.InstanceNotFoundException;
import javax.management.RuntimeMBeanException;

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
