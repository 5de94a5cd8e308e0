package io.arewealive.standalone.doctor;

import io.arewealive.core.config.AwaConfig;
import io.arewealive.core.trust.InitException;
import io.arewealive.core.trust.KeyStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The cluster's keys: whether they can be opened, whose they are, and for how long. */
final class Keys {

    private static final String SUBJECT = "keys";
    private static final Duration SOON = Duration.ofDays(60);
    private static final String RENEW = "renew them in stages: awa init --renew";

    private Keys() {}

    static List<Finding> look(Patient patient) {
        return patient.config().map(config -> look(config, patient.now())).orElse(List.of());
    }

    private static List<Finding> look(AwaConfig config, Instant now) {
        Optional<Path> file = config.security().keystore();
        if (file.isEmpty()) {
            return List.of(
                    config.network().isLoopback()
                            ? Finding.ok(SUBJECT, "none, and none are needed on loopback")
                            : Finding.warn(
                                    SUBJECT,
                                    "none: connections are neither encrypted nor authenticated",
                                    "make them with awa init, and remove awa.security.insecure"));
        }
        if (!Files.exists(file.get())) {
            return List.of(Finding.fail(
                    SUBJECT, file.get() + " does not exist", "make it with awa init, or bring it from another server"));
        }
        try {
            List<KeyStatus> entries =
                    KeyStatus.read(file.get(), config.security().password().orElse(""));
            return judge(file.get() + " (mode " + mode(file.get()) + ")", entries, now);
        } catch (InitException e) {
            return List.of(Finding.fail(
                    SUBJECT, String.valueOf(e.getMessage()), "bring cluster.* from a server where they work"));
        }
    }

    static List<Finding> judge(String file, List<KeyStatus> entries, Instant now) {
        List<Finding> found = new ArrayList<>();
        Optional<KeyStatus> presented = entries.stream()
                .filter(KeyStatus::isKey)
                .filter(entry -> entry.isValid(now))
                .findFirst();
        if (presented.isEmpty()) {
            found.add(Finding.fail(
                    SUBJECT,
                    file + " holds no private key that is valid now",
                    RENEW + "; or set this machine's clock"));
        }
        for (KeyStatus entry : entries) {
            boolean used = presented.filter(entry::equals).isPresent();
            String said = file + ": " + entry.alias() + ", " + entry.subject() + ", until " + date(entry.ends())
                    + (used ? ", presented" : ", trusted");
            if (!entry.isValid(now)) {
                found.add(Finding.warn(SUBJECT, said + ", not valid now", "drop it at the next renewal"));
            } else if (used && entry.ends().isBefore(now.plus(SOON))) {
                found.add(Finding.warn(SUBJECT, said + ": soon", RENEW));
            } else {
                found.add(Finding.ok(SUBJECT, said));
            }
        }
        return found;
    }

    private static LocalDate date(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    private static String mode(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException | UnsupportedOperationException e) {
            return "not known";
        }
    }
}
