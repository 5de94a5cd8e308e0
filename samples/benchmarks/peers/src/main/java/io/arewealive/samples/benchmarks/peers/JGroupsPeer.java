package io.arewealive.samples.benchmarks.peers;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jgroups.Address;
import org.jgroups.JChannel;
import org.jgroups.Receiver;
import org.jgroups.View;
import org.jgroups.conf.ConfiguratorFactory;
import org.jgroups.conf.ProtocolStackConfigurator;

/**
 * A member of a JGroups channel: the {@code tcp.xml} of its jar with a list of addresses. Tuned, its failure detector and the check of
 * a suspicion have short times; shipped they would take tens of seconds for a hang.
 */
public final class JGroupsPeer {

    private JGroupsPeer() {}

    /** Arguments: name, port, all ports separated by commas, {@code tuned} or {@code shipped}. */
    public static void main(String... args) throws Exception {
        System.setProperty("jgroups.bind_addr", "127.0.0.1"); // every protocol that opens a port needs it
        ProtocolStackConfigurator stack = ConfiguratorFactory.getStackConfigurator("tcp.xml");
        set(stack, "TCP", Map.of("bind_addr", "127.0.0.1", "bind_port", args[1]));
        String seeds = Stream.of(args[2].split(",", -1))
                .map(port -> "127.0.0.1[" + port + "]")
                .collect(Collectors.joining(","));
        set(stack, "TCPPING", Map.of("initial_hosts", seeds, "port_range", "0"));
        if (args[3].equals("tuned")) {
            set(stack, "FD_ALL3", Map.of("timeout", "500", "interval", "100"));
            set(stack, "VERIFY_SUSPECT2", Map.of("timeout", "100"));
        }
        var channel = new JChannel(stack);
        channel.name(args[0]);
        channel.setReceiver(new Views());
        channel.connect("bench");
        Telling.ready();
        Telling.untilEof();
    }

    private static void set(ProtocolStackConfigurator stack, String protocol, Map<String, String> values) {
        boolean found = false;
        for (var each : stack.getProtocolStack()) {
            String name = each.getProtocolName();
            if (name.substring(name.lastIndexOf('.') + 1).equals(protocol)) {
                each.getProperties().putAll(values);
                found = true;
            }
        }
        if (!found) {
            throw new IllegalStateException("tcp.xml of this JGroups has no " + protocol);
        }
    }

    private static final class Views implements Receiver {

        @Override
        public void viewAccepted(View view) {
            Telling.view(view.getMembers().stream().map(Address::toString).toList());
        }
    }
}
