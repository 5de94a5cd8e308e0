package io.arewealive.samples.benchmarks.peers;

import com.hazelcast.cluster.Cluster;
import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.config.Config;
import com.hazelcast.config.ListenerConfig;
import com.hazelcast.core.Hazelcast;
import java.io.IOException;
import java.util.Collection;
import java.util.stream.Stream;

/** A member of Hazelcast with a list of addresses and all its times as they are shipped. */
public final class HazelcastPeer {

    private static final String NAME = "name";

    private HazelcastPeer() {}

    /** Arguments: name, port, all ports separated by commas. */
    public static void main(String... args) throws IOException {
        var config = new Config();
        config.setProperty("hazelcast.logging.type", "none");
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.socket.bind.any", "false");
        config.getMemberAttributeConfig().setAttribute(NAME, args[0]);
        var network = config.getNetworkConfig();
        network.setPort(Integer.parseInt(args[1])).setPortAutoIncrement(false);
        network.getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        network.getJoin().getMulticastConfig().setEnabled(false);
        network.getJoin().getAutoDetectionConfig().setEnabled(false);
        network.getJoin()
                .getTcpIpConfig()
                .setEnabled(true)
                .setMembers(Stream.of(args[2].split(",", -1))
                        .map(port -> "127.0.0.1:" + port)
                        .toList());
        config.addListenerConfig(new ListenerConfig(new Members()));
        Cluster cluster = Hazelcast.newHazelcastInstance(config).getCluster();
        view(cluster.getMembers());
        Telling.ready();
        Telling.untilEof();
    }

    private static void view(Collection<Member> members) {
        Telling.view(members.stream().map(member -> member.getAttribute(NAME)).toList());
    }

    private static final class Members implements MembershipListener {

        @Override
        public void memberAdded(MembershipEvent event) {
            view(event.getMembers());
        }

        @Override
        public void memberRemoved(MembershipEvent event) {
            view(event.getMembers());
        }
    }
}
