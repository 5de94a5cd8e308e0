package io.arewealive.standalone.control;

import io.arewealive.config.Settings;
import io.arewealive.event.Events;
import io.arewealive.jmx.RemoteAwa;
import io.arewealive.jmx.RemoteAwaException;
import io.arewealive.jmx.RemoteServer;
import io.arewealive.kv.KeyValue;
import io.arewealive.log.Log;
import io.arewealive.maintenance.Maintenance;
import io.arewealive.node.NodeTable;
import io.arewealive.status.ClusterStatus;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** Finds servers by the files in their data directories, and asks them by JMX. */
public final class JmxServers implements Servers {

    private final String caller;

    /** Says to servers that edits are by this user of this machine; empty if nobody knows. */
    public JmxServers(String caller) {
        this.caller = caller;
    }

    @Override
    public Server of(Path data, Duration timeout) {
        var files = new RunFiles(data);
        access(files, data);
        try {
            return new JmxServer(RemoteAwa.connect(List.of(() -> access(files, data)), timeout), caller);
        } catch (RemoteAwaException e) {
            throw isGone(files) ? new NoServerException(ended(data), e) : e;
        }
    }

    @Override
    public Server at(Access access, Duration timeout) {
        access.tls().ifPresent(SSLContext::setDefault); // RMI's sockets with TLS know no other way
        var server = new RemoteServer(
                access.address(), access.user(), access.password(), access.tls().isPresent());
        return new JmxServer(RemoteAwa.connect(List.of(() -> server), timeout), caller);
    }

    /** The strongest role whose file this user can read. */
    private static RemoteServer access(RunFiles files, Path data) {
        Optional<IOException> failure = Optional.empty();
        for (Role role : Role.values()) {
            try {
                Optional<Map<String, String>> access = files.read(role);
                if (access.isPresent()) {
                    return server(access.get());
                }
            } catch (IOException e) {
                failure = Optional.of(e);
            }
        }
        throw failure.map(e -> unreadable(files, e))
                .orElseGet(() -> new NoServerException("no server runs on " + data
                        + "; start one with: awa server, or name another directory with --data"));
    }

    private static RemoteServer server(Map<String, String> access) {
        return new RemoteServer(
                access.getOrDefault("url", ""), access.getOrDefault("user", ""), access.getOrDefault("password", ""));
    }

    private static NoServerException unreadable(RunFiles files, IOException e) {
        return e instanceof AccessDeniedException
                ? new NoServerException(
                        "this user cannot read " + files.directory()
                                + "; run the command as the server's user or group",
                        e)
                : new NoServerException("cannot read " + files.directory() + ": " + e, e);
    }

    private static boolean isGone(RunFiles files) {
        try {
            return files.readForEveryone()
                    .map(about -> about.getOrDefault("pid", ""))
                    .filter(pid -> pid.matches("\\d{1,18}"))
                    .map(pid -> ProcessHandle.of(Long.parseLong(pid)).isEmpty())
                    .orElse(true);
        } catch (IOException e) {
            return true;
        }
    }

    private static String ended(Path data) {
        return "the server of " + data + " has ended; start it with: awa server";
    }

    private record JmxServer(RemoteAwa remote, String caller) implements Server {

        @Override
        public ClusterStatus askStatus(Duration timeout) {
            return remote.askStatus(timeout);
        }

        @Override
        public ClusterStatus status() {
            return remote.status();
        }

        @Override
        public NodeTable nodes() {
            return remote.nodes().by(caller);
        }

        @Override
        public KeyValue keyValue() {
            return remote.keyValue().by(caller);
        }

        @Override
        public Log log() {
            return remote.log().by(caller);
        }

        @Override
        public Events events() {
            return remote.events();
        }

        @Override
        public Maintenance maintenance() {
            return remote.maintenance().by(caller);
        }

        @Override
        public Settings settings() {
            return remote.settings().by(caller);
        }

        @Override
        public String threads() {
            return remote.threads();
        }

        @Override
        public void close() {
            remote.close();
        }
    }
}
