package io.arewealive.core.raft;

import io.arewealive.core.wire.WireReader;
import io.arewealive.core.wire.WireWriter;

/** Loses, doubles, delays and reorders messages, and cuts links one way or both. */
final class SimNetwork {

    private final SimCluster cluster;
    private boolean[][] cut = new boolean[0][0];
    private long[][] lastArrival = new long[0][0];
    private boolean faulty = true;

    SimNetwork(SimCluster cluster) {
        this.cluster = cluster;
    }

    void connect(int size) {
        cut = new boolean[size][size];
        lastArrival = new long[size][size];
    }

    void cut(int from, int to) {
        cut[from][to] = true;
    }

    void isolate(int node) {
        for (int other = 0; other < cut.length; other++) {
            cut[node][other] = true;
            cut[other][node] = true;
        }
    }

    void reconnect(int node) {
        for (int other = 0; other < cut.length; other++) {
            cut[node][other] = false;
            cut[other][node] = false;
        }
    }

    void heal() {
        connect(cut.length);
    }

    /** From now on nothing is lost or doubled. */
    void calm() {
        heal();
        faulty = false;
    }

    boolean isCut(int from, int to) {
        return cut[from][to];
    }

    void send(int from, int to, RaftMessage message) {
        if (to >= cut.length || cut[from][to] || (faulty && cluster.chance(cluster.habits.drop()))) {
            cluster.trace(from, "lost to " + to + ": " + message);
            return;
        }
        carry(from, to, message);
        if (faulty && cluster.chance(cluster.habits.doubled())) {
            carry(from, to, message);
        }
    }

    private void carry(int from, int to, RaftMessage message) {
        RaftMessage copy = cluster.habits.encode() ? copy(message) : message;
        long delay = cluster.about(cluster.habits.delayNanos());
        if (cluster.chance(0.02)) {
            delay *= 20;
        }
        if (cluster.habits.inOrder()) {
            lastArrival[from][to] = Math.max(lastArrival[from][to], cluster.now() + delay);
            delay = lastArrival[from][to] - cluster.now();
        }
        cluster.after(delay, () -> {
            if (!cut[from][to]) {
                cluster.nodes.get(to).give(new RaftInput.Received(SimCluster.idOf(from), copy));
            }
        });
    }

    private static RaftMessage copy(RaftMessage message) {
        var out = new WireWriter();
        RaftCodec.write(out, message);
        return RaftCodec.read(new WireReader(out.toBytes()));
    }
}
