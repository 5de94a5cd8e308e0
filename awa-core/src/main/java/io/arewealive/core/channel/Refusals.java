package io.arewealive.core.channel;

import java.io.EOFException;
import java.net.SocketTimeoutException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.function.BiConsumer;
import javax.net.ssl.SSLException;

/** Says why the first words between two nodes failed, where a person could do something about it. */
final class Refusals {

    /** Somebody speaks TLS to a node that cannot. */
    static final String NO_KEYS = "no keys: it speaks TLS, and this node has no keys (awa.security.keystore)";

    /** How JGroups complains of somebody who begins with a TLS handshake. */
    private static final String HELLO_IN_TLS = "cookie 1603";

    /** What a node without keys answers to that, see {@code NodeServer}. */
    private static final String ANSWER_WITHOUT_KEYS = "handshake_failure";

    private final BiConsumer<String, String> told;

    Refusals(BiConsumer<String, String> told) {
        this.told = told;
    }

    /** The first words with this address failed. */
    void failed(String address, Exception failure) {
        reason(failure).ifPresent(reason -> told.accept(address, reason));
    }

    /** Somebody is turned away. */
    void turnedAway(String address, String why) {
        told.accept(address, why);
    }

    /** Whether a caller failed because it speaks TLS and this node does not. */
    static boolean isForWantOfKeys(Exception failure) {
        return String.valueOf(failure.getMessage()).contains(HELLO_IN_TLS);
    }

    /** The reason in words; empty for a connection that just ended or timed out, as a look at the port does. */
    static Optional<String> reason(Exception failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof CertificateException) {
                return Optional.of("keys: " + each.getMessage());
            }
            if (each instanceof Enquiry.OtherVersion) {
                return Optional.of(String.valueOf(each.getMessage()));
            }
            if (each instanceof EOFException || each instanceof SocketTimeoutException) {
                return Optional.empty();
            }
        }
        if (isForWantOfKeys(failure)) {
            return Optional.of(NO_KEYS);
        }
        return failure instanceof SSLException
                ? Optional.of(inTls(String.valueOf(failure.getMessage())))
                : Optional.empty();
    }

    private static String inTls(String message) {
        if (message.contains(ANSWER_WITHOUT_KEYS)) {
            return "keys: it has no keys itself (awa.security.keystore)";
        }
        if (message.contains("Received fatal alert")) {
            return "keys: it does not accept the key of this node (" + message + ")";
        }
        return "keys: it does not speak TLS with the keys of this cluster (" + message + ")";
    }
}
