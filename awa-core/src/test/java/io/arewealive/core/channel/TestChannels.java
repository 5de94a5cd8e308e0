package io.arewealive.core.channel;

import io.arewealive.node.NodeId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Channels of one cluster in this JVM, each with what it heard, and scissors between them. */
public final class TestChannels implements AutoCloseable {

    private final String clusterName = "test-" + UUID.randomUUID();
    private final AtomicLong incarnations = new AtomicLong();
    private final List<JGroupsChannel> channels = new ArrayList<>();
    private final List<Heard> heard = new ArrayList<>();
    private final List<NodeId> ids = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();
    private final Cuts cuts = new Cuts();
    private final ChannelTiming timing;

    public TestChannels(ChannelTiming timing) {
        this.timing = timing;
    }

    /** So many channels over loopback sockets, on free ports, that know each other; not open yet. */
    public static TestChannels overTcp(int count) {
        TestChannels all = new TestChannels(ChannelTiming.DEFAULT);
        List<Integer> ports = freePorts(count);
        List<String> peers = ports.stream().map(port -> "127.0.0.1:" + port).toList();
        for (int port : ports) {
            all.add(all.options().listenOn("127.0.0.1", port, true).lookFor(peers));
        }
        return all;
    }

    /** So many channels without sockets; not open yet. */
    public static TestChannels inMemory(int count) {
        TestChannels all = new TestChannels(ChannelTiming.FAST);
        for (int i = 0; i < count; i++) {
            all.add(all.options().over(ChannelOptions.Transport.SHARED_LOOPBACK));
        }
        return all;
    }

    /** The options of a further node of this cluster. */
    public ChannelOptions options() {
        return ChannelOptions.of(clusterName, NodeId.random(), "n" + channels.size(), incarnations.incrementAndGet())
                .timed(timing);
    }

    /** Adds a channel, not open yet. */
    public JGroupsChannel add(ChannelOptions options) {
        JGroupsChannel channel = JGroupsChannel.create(options, new SplittableRandom(channels.size()));
        channels.add(channel);
        heard.add(new Heard());
        ids.add(options.self());
        ports.add(options.listen().port());
        cuts.add(options.self(), channel);
        return channel;
    }

    public TestChannels openAll() {
        IntStream.range(0, channels.size()).forEach(this::open);
        return this;
    }

    public void open(int index) {
        channels.get(index).open(heard.get(index));
        channels.get(index).join();
    }

    public JGroupsChannel channel(int index) {
        return channels.get(index);
    }

    public Heard heard(int index) {
        return heard.get(index);
    }

    public NodeId id(int index) {
        return ids.get(index);
    }

    /** The port that was asked for. */
    public int port(int index) {
        return ports.get(index);
    }

    public int size() {
        return channels.size();
    }

    public String clusterName() {
        return clusterName;
    }

    public Cuts cuts() {
        return cuts;
    }

    /** Whether all of these see these and no others. */
    public boolean seeEachOther(int... members) {
        Set<NodeId> expected = IntStream.of(members).mapToObj(this::id).collect(Collectors.toSet());
        return IntStream.of(members).allMatch(member -> heard(member).lastView().equals(expected));
    }

    public boolean allSeeAll() {
        return seeEachOther(IntStream.range(0, size()).toArray());
    }

    /** For messages: who sees whom. */
    public String views() {
        Map<String, Object> all = new TreeMap<>();
        for (int i = 0; i < size(); i++) {
            all.put(
                    "n" + i,
                    heard(i).lastView().stream().map(ids::indexOf).sorted().toList());
        }
        return all.toString();
    }

    @Override
    public void close() {
        channels.parallelStream().forEach(JGroupsChannel::close);
    }

    /** Ports nobody listens on now. */
    public static List<Integer> freePorts(int count) {
        Set<Integer> ports = new LinkedHashSet<>();
        while (ports.size() < count) {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                ports.add(socket.getLocalPort());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return List.copyOf(ports);
    }
}
