package io.arewealive.standalone;

import io.arewealive.standalone.control.Server;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server a command asks, and how long it waits. */
final class Asking {

    @Option(
            names = "--at",
            paramLabel = "HOST:PORT",
            description = "Ask the server with this JMX port, as the user of the settings (awa.jmx.client).")
    private @Nullable String at;

    @Option(names = "--data", paramLabel = "DIR", description = "Ask the server that keeps its data in this directory.")
    private @Nullable Path data;

    @Option(names = "--config", paramLabel = "FILE", description = "Find that directory in this file of settings.")
    private @Nullable Path config;

    @Option(
            names = "--timeout",
            paramLabel = "S",
            converter = Seconds.class,
            description = "Wait at most this many seconds (also 500ms, 2m).")
    private Duration timeout = Duration.ofSeconds(5);

    @Option(names = "--no-input", description = "Never ask a question.")
    private boolean noInput;

    Server server(Shell shell) {
        if (at != null) {
            return shell.servers().at(new AtAccess(ConfigGroup.read(shell, this)).to(at), timeout);
        }
        return shell.servers().of(dataDirectory(shell), timeout);
    }

    Path dataDirectory(Shell shell) {
        return new DataDirectory(shell.sources(), config).find(data);
    }

    /** Whether a server was named by its address, wherever its data directory is. */
    boolean namesAddress() {
        return at != null;
    }

    Duration timeout() {
        return timeout;
    }

    boolean noInput() {
        return noInput;
    }

    @Nullable Path data() {
        return data;
    }

    @Nullable Path config() {
        return config;
    }
}
