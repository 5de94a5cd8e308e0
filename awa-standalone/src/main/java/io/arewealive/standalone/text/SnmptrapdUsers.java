package io.arewealive.standalone.text;

import io.arewealive.config.Setting;
import io.arewealive.snmp.Mib;
import io.arewealive.status.ClusterStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What Net-SNMP's snmptrapd must know to believe notifications by SNMPv3. Passwords are left for the reader to put in. */
public final class SnmptrapdUsers {

    private static final String USERS = "awa.snmp.users.";

    private SnmptrapdUsers() {}

    /** Lines for snmptrapd.conf; none if there is no user. */
    public static List<String> lines(ClusterStatus status, List<Setting> settings) {
        Map<String, String> values = settings.stream()
                .filter(setting -> setting.key().startsWith(USERS))
                .collect(Collectors.toMap(Setting::key, Setting::value, (a, b) -> b, TreeMap::new));
        List<String> lines = new ArrayList<>();
        values.keySet().stream()
                .map(key -> key.substring(USERS.length(), key.lastIndexOf('.')))
                .distinct()
                .forEach(user -> lines.addAll(user(user, values, status)));
        return lines;
    }

    private static List<String> user(String user, Map<String, String> values, ClusterStatus status) {
        String auth = values.getOrDefault(USERS + user + ".auth-protocol", "SHA-256");
        String priv =
                values.getOrDefault(USERS + user + ".priv-protocol", "AES-128").replace("AES-128", "AES");
        String rest = user + " " + auth + " AUTH-PASSWORD " + priv + " PRIV-PASSWORD";
        List<String> lines = new ArrayList<>();
        lines.add("# Informs of the user " + user + "; put its passwords in place of the words.");
        lines.add("createUser " + rest);
        lines.add("# Traps of the same, one line for each server: "
                + status.nodes().stream().map(node -> node.name()).collect(Collectors.joining(", ")));
        status.nodes().forEach(node -> lines.add("createUser -e 0x" + Mib.engineId(node.id()) + " " + rest));
        lines.add("authUser log,execute " + user + " priv");
        return lines;
    }
}
