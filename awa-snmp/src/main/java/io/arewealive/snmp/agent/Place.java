package io.arewealive.snmp.agent;

import io.arewealive.StartException;
import io.arewealive.StartException.Reason;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.OptionalInt;

/**
 * Where an agent listens.
 *
 * @param host a local address
 * @param port the one that was set; empty: the first free one of 1161 to 1170
 */
public record Place(String host, OptionalInt port) {

    /** The first port that is tried if none is set. */
    public static final int FIRST_PORT = 1161;

    private static final int LAST_PORT = 1170;

    Socket bind(String name) {
        InetAddress address = address();
        if (port.isPresent()) {
            return bindThis(address, port.getAsInt(), name);
        }
        IOException last = new IOException("none was tried");
        for (int candidate = FIRST_PORT; candidate <= LAST_PORT; candidate++) {
            try {
                return Socket.bind(address, candidate, name);
            } catch (IOException e) {
                last = e;
                if (!isTaken(e)) {
                    break;
                }
            }
        }
        throw failed(last, FIRST_PORT + " to " + LAST_PORT);
    }

    private Socket bindThis(InetAddress address, int wanted, String name) {
        try {
            return Socket.bind(address, wanted, name);
        } catch (IOException e) {
            throw failed(e, Integer.toString(wanted));
        }
    }

    private StartException failed(IOException e, String ports) {
        if (isTaken(e)) {
            return new StartException(
                    Reason.PORT_IN_USE,
                    "UDP port " + ports + " at " + host
                            + " is in use; set awa.snmp.port to a free one, or end who uses it",
                    e);
        }
        return new StartException(
                Reason.INCOMPLETE,
                "the SNMP agent cannot listen at " + host + ", port " + ports + ": " + e.getMessage()
                        + "; set awa.snmp.bind to an address of this machine, and awa.snmp.port to 1024 or more",
                e);
    }

    private static boolean isTaken(IOException e) {
        return e instanceof BindException && String.valueOf(e.getMessage()).contains("in use");
    }

    private InetAddress address() {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new StartException(
                    Reason.INCOMPLETE,
                    "awa.snmp.bind=" + host + " cannot be resolved; set it to an address of this machine",
                    e);
        }
    }
}
