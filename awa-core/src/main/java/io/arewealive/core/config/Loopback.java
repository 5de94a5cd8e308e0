package io.arewealive.core.config;

/** Tells by the text, without asking a name server, whether an address is of this machine alone. */
final class Loopback {

    private Loopback() {}

    static boolean is(String host) {
        return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.\\d{1,3}){3}");
    }

    static boolean isWildcard(String host) {
        return host.equals("0.0.0.0") || host.equals("::");
    }

    /** Whether the text is an IP address rather than a name. */
    static boolean isAddress(String host) {
        return host.indexOf(':') >= 0 || host.matches("\\d{1,3}(\\.\\d{1,3}){3}");
    }
}
