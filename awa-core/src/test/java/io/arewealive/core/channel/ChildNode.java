package io.arewealive.core.channel;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.arewealive.core.wire.Bytes;
import io.arewealive.node.NodeId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A node in a process of its own that answers each frame with "echo " and the same; it ends when its standard input does. */
final class ChildNode implements AutoCloseable {

    private final Process process;
    private final NodeId id;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private ChildNode(Process process, NodeId id) {
        this.process = process;
        this.id = id;
        Thread reader = new Thread(this::read, "child-output");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts a process. */
    static ChildNode start(String clusterName, NodeId id, long incarnation, int port, List<String> peers) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                ChildNode.class.getName(),
                clusterName,
                id.toString(),
                Long.toString(incarnation),
                Integer.toString(port)));
        command.addAll(peers);
        try {
            return new ChildNode(
                    new ProcessBuilder(command).redirectErrorStream(true).start(), id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    NodeId id() {
        return id;
    }

    List<String> lines() {
        return lines;
    }

    void kill() {
        process.destroyForcibly();
    }

    void stop() {
        signal("STOP");
    }

    void goOn() {
        signal("CONT");
    }

    @Override
    public void close() {
        kill();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            out.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException e) {
            lines.add("ended");
        }
    }

    /** Cluster name, node id, incarnation, port, peers. */
    public static void main(String[] args) throws IOException {
        ChannelOptions options = ChannelOptions.of(args[0], NodeId.parse(args[1]), "child", Long.parseLong(args[2]))
                .listenOn("127.0.0.1", Integer.parseInt(args[3]), true)
                .lookFor(List.of(args).subList(4, args.length));
        try (JGroupsChannel channel = JGroupsChannel.create(options, new SplittableRandom())) {
            channel.open(new ChannelListener() {
                @Override
                public void received(NodeId from, UUID clusterId, long incarnation, Bytes body) {
                    byte[] echo = ("echo " + new String(body.array(), UTF_8)).getBytes(UTF_8);
                    channel.send(from, Bytes.owning(echo));
                }

                @Override
                public void view(Set<NodeId> members) {
                    System.out.println("view " + members.size());
                }

                @Override
                public void connectionClosed(NodeId node) {
                    System.out.println("closed " + node);
                }

                @Override
                public void refused(String from, String why) {
                    System.out.println("refused " + why);
                }
            });
            channel.join();
            while (System.in.read() >= 0) {
                // until the parent is gone
            }
        }
    }
}
