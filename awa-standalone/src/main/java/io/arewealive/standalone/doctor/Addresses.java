package io.arewealive.standalone.doctor;

import io.arewealive.config.Setting;
import io.arewealive.core.config.AwaConfig;
import io.arewealive.core.trust.OwnAddress;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which addresses this machine has, which ones the server uses, and why. */
final class Addresses {

    private static final String SUBJECT = "network";
    private static final String BIND = "awa.bind";
    private static final String HOST = "awa.node.host";

    private Addresses() {}

    static List<Finding> look(Patient patient) {
        List<Finding> found = new ArrayList<>();
        List<String> all = OwnAddress.all();
        found.add(Finding.ok(
                SUBJECT,
                all.isEmpty() ? "this machine has loopback only" : "this machine has " + String.join(", ", all)));
        patient.config().ifPresent(config -> {
            found.add(bind(config));
            found.add(host(config));
        });
        return found;
    }

    private static Finding bind(AwaConfig config) {
        String bind = config.network().bind();
        String said = "listens on " + bind + " " + origin(config, BIND);
        try {
            InetAddress address = InetAddress.getByName(bind);
            if (!address.isAnyLocalAddress()
                    && !address.isLoopbackAddress()
                    && NetworkInterface.getByInetAddress(address) == null) {
                return Finding.fail(
                        SUBJECT, said + ", which is no address of this machine", "set " + BIND + " to one that is");
            }
            return config.network().isLoopback()
                    ? Finding.ok(SUBJECT, said + ": for this machine alone")
                    : Finding.ok(SUBJECT, said);
        } catch (UnknownHostException | SocketException e) {
            return Finding.fail(SUBJECT, said + ", which has no address (" + e.getMessage() + ")", "set " + BIND);
        }
    }

    private static Finding host(AwaConfig config) {
        String host = config.identity().host();
        String said = "others dial " + host + " " + origin(config, HOST);
        try {
            InetAddress[] addresses = InetAddress.getAllByName(host);
            String list = String.join(
                    ", ",
                    Arrays.stream(addresses).map(InetAddress::getHostAddress).toList());
            String whole = list.equals(host) ? said : said + ", which is " + list;
            if (Arrays.stream(addresses).noneMatch(Addresses::isOwn)) {
                return Finding.warn(
                        SUBJECT,
                        whole + ": not of this machine",
                        "right behind a router that translates addresses; else set " + HOST);
            }
            boolean loopback = Arrays.stream(addresses).allMatch(InetAddress::isLoopbackAddress);
            return loopback && !config.network().isLoopback()
                    ? Finding.fail(SUBJECT, whole + ": others reach only themselves there", "set " + HOST)
                    : Finding.ok(SUBJECT, whole);
        } catch (UnknownHostException e) {
            return Finding.fail(
                    SUBJECT, said + ", which has no address here", "set " + HOST + " to a name that others know too");
        }
    }

    private static boolean isOwn(InetAddress address) {
        try {
            return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return false;
        }
    }

    private static String origin(AwaConfig config, String key) {
        return config.settings().stream()
                .filter(setting -> setting.key().equals(key))
                .map(Setting::origin)
                .findFirst()
                .map(origin -> "(" + key + ", " + origin + ")")
                .orElse("(" + key + ")");
    }
}
