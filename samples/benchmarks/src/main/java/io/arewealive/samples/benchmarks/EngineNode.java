package io.arewealive.samples.benchmarks;

import io.arewealive.core.log.FileLog;
import io.arewealive.core.log.LogOptions;
import io.arewealive.core.log.RealDisk;
import io.arewealive.core.raft.Entry;
import io.arewealive.core.raft.HardState;
import io.arewealive.core.raft.Membership;
import io.arewealive.core.raft.RaftCodec;
import io.arewealive.core.raft.RaftEffect;
import io.arewealive.core.raft.RaftInput;
import io.arewealive.core.raft.RaftMachine;
import io.arewealive.core.raft.RaftMessage;
import io.arewealive.core.raft.RaftRole;
import io.arewealive.core.raft.RaftTiming;
import io.arewealive.core.raft.Recovered;
import io.arewealive.core.raft.SnapshotMeta;
import io.arewealive.core.wire.Bytes;
import io.arewealive.core.wire.WireReader;
import io.arewealive.core.wire.WireWriter;
import io.arewealive.node.NodeId;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The engine of the log and its files alone, over plain sockets: what a write costs without all that AWA is beside it. It obeys {@code
 * write CLIENTS COUNT} and {@code leads}. Arguments: which of the nodes it is, from 0; the ports of all, by commas; its directory.
 */
public final class EngineNode {

    private static final int MOST_AT_ONCE = 1_024;
    private static final Bytes PAYLOAD = Bytes.owning(new byte[96]); // a key and a value of 64 bytes
    private static final RaftTiming TIMING = new RaftTiming(
            Duration.ofMillis(160),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofMillis(20),
            Duration.ofMillis(70),
            Duration.ofMillis(500),
            256 << 10,
            16,
            8_192,
            256 << 20,
            100);

    private final int self;
    private final List<Integer> ports;
    private final FileLog log;
    private final RaftMachine machine;
    private final BlockingQueue<RaftInput> inputs = new LinkedBlockingQueue<>();
    private final BlockingQueue<RaftEffect.Persist> toDisk = new LinkedBlockingQueue<>();
    private final Map<NodeId, BlockingQueue<Bytes>> toPeers = new HashMap<>();
    private final Map<Long, CompletableFuture<Boolean>> byToken = new ConcurrentHashMap<>();
    private final Map<Long, CompletableFuture<Boolean>> byIndex = new HashMap<>();
    private final AtomicLong lastToken = new AtomicLong();
    private final BlockingQueue<Bytes> nobody = new LinkedBlockingQueue<>();
    private volatile boolean leads;

    private EngineNode(int self, List<Integer> ports, FileLog log, Recovered recovered) {
        this.self = self;
        this.ports = ports;
        this.log = log;
        this.machine = new RaftMachine(id(self), TIMING, recovered, new SplittableRandom(self + 1), System.nanoTime());
    }

    /** See above. */
    public static void main(String... args) throws IOException, InterruptedException {
        int self = Integer.parseInt(args[0]);
        List<Integer> ports =
                Arrays.stream(args[1].split(",", -1)).map(Integer::valueOf).toList();
        Path directory = Files.createDirectories(Path.of(args[2]));
        FileLog log = FileLog.open(new RealDisk(directory), LogOptions.standard(), System::nanoTime);
        var voters = IntStream.range(0, ports.size())
                .mapToObj(EngineNode::id)
                .collect(Collectors.toCollection(TreeSet::new));
        var meta = new SnapshotMeta(1, 1, Membership.of(voters));
        log.installSnapshot(new RaftEffect.PersistSnapshot(0, meta, Bytes.EMPTY, true));
        var recovered = new Recovered(new HardState(1, Optional.empty()), 1, meta, Bytes.EMPTY, List.of());
        var node = new EngineNode(self, ports, log, recovered);
        node.begin();
        Obeying.ready(node::obey);
    }

    private static NodeId id(int number) {
        return new NodeId(new UUID(0, number + 1));
    }

    private String obey(String... words) throws InterruptedException {
        return words[0].equals("leads")
                ? Boolean.toString(leads)
                : Load.run(Integer.parseInt(words[1]), Integer.parseInt(words[2]), n -> write())
                        .print();
    }

    private boolean write() {
        long token = lastToken.incrementAndGet();
        var done = new CompletableFuture<Boolean>();
        byToken.put(token, done);
        inputs.add(new RaftInput.Propose(token, PAYLOAD));
        return done.join();
    }

    private void begin() throws IOException {
        var door = new ServerSocket(ports.get(self), 16, InetAddress.getLoopbackAddress());
        thread("door", () -> {
            while (true) {
                Socket caller = door.accept();
                thread("in", () -> receive(caller));
            }
        });
        for (int peer = 0; peer < ports.size(); peer++) {
            if (peer != self) {
                int port = ports.get(peer);
                BlockingQueue<Bytes> queue = new LinkedBlockingQueue<>();
                toPeers.put(id(peer), queue);
                thread("out", () -> send(port, queue));
            }
        }
        thread("log", this::persist);
        thread("loop", this::loop);
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static void thread(String name, Work work) {
        var thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // The other side has ended.
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    private void receive(Socket caller) throws IOException {
        caller.setTcpNoDelay(true);
        try (var in = new DataInputStream(new BufferedInputStream(caller.getInputStream(), 64 << 10))) {
            NodeId from = id(in.readInt());
            while (true) {
                byte[] bytes = new byte[in.readInt()];
                in.readFully(bytes);
                RaftMessage message = RaftCodec.read(new WireReader(Bytes.owning(bytes)));
                inputs.add(new RaftInput.Received(from, message));
            }
        }
    }

    private void send(int port, BlockingQueue<Bytes> queue) throws IOException, InterruptedException {
        Socket socket = dial(port);
        try (var out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), 64 << 10))) {
            out.writeInt(self);
            while (true) {
                Bytes next = queue.take();
                for (Bytes each = next; each != null; each = queue.poll()) {
                    out.writeInt(each.length());
                    out.write(each.array());
                }
                out.flush();
            }
        }
    }

    private static Socket dial(int port) throws InterruptedException {
        while (true) {
            try {
                var socket = new Socket(InetAddress.getLoopbackAddress(), port);
                socket.setTcpNoDelay(true);
                return socket;
            } catch (IOException e) {
                Thread.sleep(10); // not there yet
            }
        }
    }

    private void persist() throws InterruptedException {
        List<RaftEffect.Persist> batch = new ArrayList<>();
        while (true) {
            batch.add(toDisk.take());
            toDisk.drainTo(batch);
            log.persist(batch);
            inputs.add(new RaftInput.Persisted(batch.get(batch.size() - 1).sequence()));
            batch.clear();
        }
    }

    private void loop() throws InterruptedException {
        List<RaftInput> batch = new ArrayList<>();
        while (true) {
            RaftInput first = inputs.poll(machine.deadlineNanos() - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (first != null) {
                batch.add(first);
                inputs.drainTo(batch, MOST_AT_ONCE);
            }
            batch.add(new RaftInput.Tick());
            machine.step(batch, System.nanoTime()).forEach(this::carryOut);
            batch.clear();
        }
    }

    private void carryOut(RaftEffect effect) {
        if (effect instanceof RaftEffect.Persist persist) {
            toDisk.add(persist);
        } else if (effect instanceof RaftEffect.Send send) {
            var out = new WireWriter();
            RaftCodec.write(out, send.message());
            toPeers.getOrDefault(send.to(), nobody).add(out.toBytes());
        } else if (effect instanceof RaftEffect.Apply apply) {
            for (Entry entry : apply.entries()) {
                CompletableFuture<Boolean> done = byIndex.remove(entry.index());
                if (done != null) {
                    done.complete(true);
                }
            }
        } else if (effect instanceof RaftEffect.Accepted accepted) {
            Optional.ofNullable(byToken.remove(accepted.token()))
                    .ifPresent(done -> byIndex.put(accepted.index(), done));
        } else if (effect instanceof RaftEffect.Dropped dropped) {
            Optional.ofNullable(byToken.remove(dropped.token())).ifPresent(done -> done.complete(false));
        } else if (effect instanceof RaftEffect.RoleChanged role) {
            leads = role.role() == RaftRole.LEADER;
        }
    }
}
