package io.arewealive.standalone;

import io.arewealive.config.ConfigException;
import io.arewealive.config.ConfigProblem;
import io.arewealive.core.config.AwaConfig;
import io.arewealive.core.config.HostPort;
import io.arewealive.jmx.RemoteAwaException;
import io.arewealive.standalone.control.NoServerException;
import io.arewealive.standalone.control.Running;
import io.arewealive.standalone.control.Server;
import io.arewealive.standalone.doctor.Doctor;
import io.arewealive.standalone.doctor.Finding;
import io.arewealive.standalone.doctor.Finding.Level;
import io.arewealive.standalone.doctor.Patient;
import io.arewealive.status.ClusterStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gathers what the doctor looks at. */
final class Examination {

    private static final Duration ASK = Duration.ofSeconds(1);

    private final Shell shell;
    private final Asking asking;

    Examination(Shell shell, Asking asking) {
        this.shell = shell;
        this.asking = asking;
    }

    List<Finding> of(List<HostPort> peers) {
        List<Finding> found = new ArrayList<>();
        Optional<AwaConfig> config = config(found);
        Path data = asking.dataDirectory(shell);
        Optional<ClusterStatus> status = status(found);
        found.addAll(Doctor.examine(new Patient(config, data, status, Running.pid(data), peers, Instant.now())));
        return found;
    }

    private Optional<AwaConfig> config(List<Finding> found) {
        try {
            AwaConfig config = ConfigGroup.read(shell, asking);
            config.warnings()
                    .forEach(warning -> found.add(new Finding(Level.WARN, "settings", warning.toString(), "")));
            if (config.warnings().isEmpty()) {
                found.add(new Finding(Level.OK, "settings", "a server that is started here has no wrong settings", ""));
            }
            return Optional.of(config);
        } catch (ConfigException e) {
            for (ConfigProblem problem : e.problems()) {
                found.add(
                        new Finding(
                                Level.FAIL,
                                "settings",
                                problem.toString(),
                                "a server of this user does not start like this; run this as the user of the server, or mend it"));
            }
            return Optional.empty();
        }
    }

    private Optional<ClusterStatus> status(List<Finding> found) {
        try (Server server = asking.server(shell)) {
            return Optional.of(server.askStatus(ASK));
        } catch (NoServerException e) {
            return Optional.empty();
        } catch (RemoteAwaException e) {
            found.add(new Finding(
                    Level.WARN, "server", String.valueOf(e.getMessage()), "look at its log, and at its process"));
            return Optional.empty();
        }
    }
}
