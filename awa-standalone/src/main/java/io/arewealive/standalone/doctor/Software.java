package io.arewealive.standalone.doctor;

import io.arewealive.status.NodeStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What runs here. */
final class Software {

    private static final String SUBJECT = "software";

    private Software() {}

    static List<Finding> look(Patient patient) {
        List<Finding> found = new ArrayList<>();
        found.add(Finding.ok(
                SUBJECT,
                "AWA " + version() + " on Java " + Runtime.version() + " (" + System.getProperty("java.vendor", "?")
                        + "), "
                        + System.getProperty("os.name", "?") + " " + System.getProperty("os.version", "?") + " "
                        + System.getProperty("os.arch", "?")));
        patient.status().ifPresent(status -> {
            Set<String> versions = new TreeSet<>();
            status.nodes().stream()
                    .map(NodeStatus::software)
                    .flatMap(Optional::stream)
                    .forEach(versions::add);
            if (versions.size() > 1) {
                found.add(Finding.warn(
                        SUBJECT,
                        "the nodes of the cluster run AWA " + String.join(", ", versions),
                        "upgrade the others too, one after the other"));
            }
        });
        return found;
    }

    private static String version() {
        return Optional.ofNullable(Software.class.getPackage().getImplementationVersion())
                .orElse("dev");
    }
}
