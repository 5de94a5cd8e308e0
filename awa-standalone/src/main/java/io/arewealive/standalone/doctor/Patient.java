package io.arewealive.standalone.doctor;

import io.arewealive.core.config.AwaConfig;
import io.arewealive.core.config.HostPort;
import io.arewealive.status.ClusterStatus;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whom the doctor looks at.
 *
 * @param config the settings of a server that is started here; empty if they are wrong
 * @param data the data directory
 * @param status what the running server says; empty if none answers
 * @param pid of the running server
 * @param peers nodes to reach
 * @param now the time by this machine's clock
 */
public record Patient(
        Optional<AwaConfig> config,
        Path data,
        Optional<ClusterStatus> status,
        OptionalLong pid,
        List<HostPort> peers,
        Instant now) {

    /** Copies the list. */
    public Patient {
        peers = List.copyOf(peers);
    }
}
