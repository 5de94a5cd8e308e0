package io.arewealive.samples.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The cluster's keys, made once by {@code awa init} and given to every server, or none. */
record Keys(Optional<Path> directory) {

    static Keys none() {
        return new Keys(Optional.empty());
    }

    static Keys made(Path script, Path directory) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        Children.run(
                script.toString(),
                "init",
                "--dir",
                directory.toString(),
                "--cluster",
                "bench",
                "--name",
                "any",
                "--host",
                "127.0.0.1");
        return new Keys(Optional.of(directory));
    }

    /** Puts them where a server that starts in this directory finds them. */
    void give(Path server) throws IOException {
        if (directory.isPresent()) {
            for (Path file : clusterPart(directory.get())) {
                Files.copy(
                        file,
                        server.resolve(file.getFileName()),
                        StandardCopyOption.COPY_ATTRIBUTES,
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static List<Path> clusterPart(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> Files.isRegularFile(file) && !file.endsWith("node.properties"))
                    .toList();
        }
    }
}
