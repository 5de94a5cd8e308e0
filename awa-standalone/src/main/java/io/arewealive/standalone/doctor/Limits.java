package io.arewealive.standalone.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many files and connections the server may open. */
final class Limits {

    private static final String SUBJECT = "limits";
    private static final long ENOUGH = 1_024;
    private static final long TOO_FEW = 256;
    private static final Pattern OPEN_FILES = Pattern.compile("(?m)^Max open files +(\\S+) +(\\S+)");

    private Limits() {}

    static List<Finding> look(Patient patient) {
        String process = patient.pid().isPresent() ? Long.toString(patient.pid().getAsLong()) : "self";
        try {
            return List.of(judge(Files.readString(Path.of("/proc", process, "limits"))));
        } catch (IOException e) {
            return List.of(Finding.warn(
                    SUBJECT,
                    "the limit of open files is not known on this machine",
                    "see to it that ulimit -n is at least " + ENOUGH));
        }
    }

    static Finding judge(String limits) {
        Matcher matcher = OPEN_FILES.matcher(limits);
        Optional<String> soft = matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
        if (soft.filter(text -> text.matches("\\d{1,18}")).isEmpty()) {
            return Finding.ok(SUBJECT, "open files: " + soft.orElse("no limit"));
        }
        long files = Long.parseLong(soft.get());
        String remedy = "raise ulimit -n (LimitNOFILE= in systemd) to at least " + ENOUGH;
        if (files < TOO_FEW) {
            return Finding.fail(SUBJECT, "open files: " + files, remedy);
        }
        return files < ENOUGH
                ? Finding.warn(SUBJECT, "open files: " + files, remedy)
                : Finding.ok(SUBJECT, "open files: " + files);
    }
}
