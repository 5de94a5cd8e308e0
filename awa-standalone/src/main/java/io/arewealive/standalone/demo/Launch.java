package io.arewealive.standalone.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * How another process of AWA is started.
 *
 * @param command up to the arguments
 */
public record Launch(List<String> command) {

    private static final Set<String> KEPT = Set.of("AWA_JAVA_OPTS", "AWA_CDS");

    /** Copies the list. */
    public Launch {
        command = List.copyOf(command);
    }

    /** As this process was started: by the start script, or by Java on the same class path. */
    public static Launch likeThisProcess(Class<?> main) {
        String home = System.getProperty("awa.home", "");
        Path script = Path.of(home, "bin", "awa");
        if (!home.isEmpty() && Files.isExecutable(script)) {
            return new Launch(List.of(script.toString()));
        }
        return new Launch(List.of(
                Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path", ""),
                main.getName()));
    }

    /** Whether the variable is meant for the process that was started by hand, not for those of the demo. */
    static boolean isSetting(String variable) {
        return variable.startsWith("AWA_") && !KEPT.contains(variable);
    }
}
