package io.arewealive.core.channel;

import io.arewealive.core.channel.ChannelOptions.Advertised;
import io.arewealive.core.channel.ChannelOptions.Listen;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import org.jgroups.protocols.MERGE3;
import org.jgroups.protocols.NAKACK4;
import org.jgroups.protocols.NoBundler;
import org.jgroups.protocols.TP;
import org.jgroups.protocols.UNICAST4;
import org.jgroups.stack.Protocol;

/** The settings of JGroups' protocols, each with its reason where it is not the default. */
final class Stack {

    private static final int PORTS_TRIED_MORE = 9;
    private static final int WORKERS = 64;
    private static final int WORKER_IDLE_MILLIS = 5_000;
    private static final int WINDOW = 128;
    private static final int RESEND_MILLIS = 1_000; // over TCP little is lost, and each look costs
    private static final int JOIN_ROUNDS = 10;
    private static final int LEAVE_MILLIS = 300;

    private Stack() {}

    /** The last port that is tried. */
    static int lastPort(Listen listen) {
        return listen.portIsFixed() ? listen.port() : Math.min(65_535, listen.port() + PORTS_TRIED_MORE);
    }

    /** What every transport of ours has. */
    static void common(TP transport, ChannelThreads threads) {
        transport.useVirtualThreads(false);
        transport.setThreadFactory(threads);
        transport
                .getThreadPool()
                .setMinThreads(0)
                .setMaxThreads(WORKERS)
                .setKeepAliveTime(WORKER_IDLE_MILLIS)
                .setIncreaseMaxSizeDynamically(false);
        transport.setBundler(new NoBundler()); // a queue for each destination is below it
        transport.logDiscardMsgs(false); // a neighbour with another cluster name is no news
        transport.logDiscardMsgsVersion(false);
    }

    /** Where the transport listens, and what it tells others. */
    static void place(TcpTransport tcp, ChannelOptions options) throws UnknownHostException, SocketException {
        Listen listen = options.listen();
        InetAddress bind = InetAddress.getByName(listen.host());
        tcp.setBindAddr(bind);
        tcp.setBindPort(listen.port());
        tcp.setPortRange(lastPort(listen) - listen.port());
        tcp.tcpNodelay(true);
        tcp.setSockConnTimeout((int) options.timing().connect().toMillis());
        tcp.setPeerAddrReadTimeout((int) options.timing().handshake().toMillis());
        if (options.advertised().isPresent()) {
            Advertised advertised = options.advertised().get();
            tcp.setExternalAddr(InetAddress.getByName(advertised.host()));
            tcp.setExternalPort(advertised.port());
        } else if (bind.isAnyLocalAddress()) {
            tcp.setExternalAddr(anAddressOfThisMachine());
        } else {
            tcp.setClientBindAddr(bind);
        }
    }

    /** All above discovery. The membership is all that is sent reliably, so that windows are small. */
    static List<Protocol> upper(ChannelTiming timing, Suspicion suspicion, Membership membership) {
        MERGE3 merge = new MERGE3();
        merge.setMinInterval(timing.mergeMin().toMillis());
        merge.setMaxInterval(timing.mergeMax().toMillis());
        membership
                .printLocalAddress(false)
                .setJoinTimeout(timing.join().toMillis())
                .setMaxJoinAttempts(JOIN_ROUNDS)
                .setMergeTimeout(timing.merge().toMillis())
                .setViewAckCollectionTimeout(timing.join().toMillis())
                .setLeaveTimeout(LEAVE_MILLIS)
                .logCollectMessages(false)
                .logViewWarnings(false);
        NAKACK4 broadcast = new NAKACK4();
        broadcast.capacity(WINDOW).logDiscardMessages(false).logNotFoundMessages(false);
        broadcast.setXmitInterval(RESEND_MILLIS);
        UNICAST4 unicast = new UNICAST4();
        unicast.capacity(WINDOW);
        unicast.setXmitInterval(RESEND_MILLIS);
        return List.of(merge, suspicion, broadcast, unicast, membership);
    }

    private static InetAddress anAddressOfThisMachine() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .findFirst()
                .orElse(InetAddress.getLoopbackAddress());
    }
}
