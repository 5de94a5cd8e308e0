package io.arewealive.snmp.agent;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.snmp4j.smi.OctetString;

/** The contexts of an agent: one for each cluster by its name, and the nameless one, which is the oldest of them. Any thread. */
final class Contexts {

    private final Map<String, Context> byName = new LinkedHashMap<>();
    private volatile Map<OctetString, Context> published = Map.of();

    synchronized void add(String name, Context context) {
        if (byName.putIfAbsent(name, context) != null) {
            throw new IllegalStateException("this SNMP agent shows a cluster " + name
                    + " already; give the other instance an" + " agent of its own");
        }
        publish();
    }

    synchronized void remove(String name) {
        byName.remove(name);
        publish();
    }

    synchronized boolean isEmpty() {
        return byName.isEmpty();
    }

    Optional<Context> find(OctetString name) {
        return Optional.ofNullable(published.get(name));
    }

    private void publish() {
        Map<OctetString, Context> all = new java.util.HashMap<>();
        byName.forEach((name, context) -> all.put(octets(name), context));
        byName.values().stream().findFirst().ifPresent(first -> all.put(new OctetString(), first));
        published = Map.copyOf(all);
    }

    private static OctetString octets(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return new OctetString(bytes);
    }
}
