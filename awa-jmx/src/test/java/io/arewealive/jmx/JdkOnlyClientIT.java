package io.arewealive.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdkOnlyClientIT {

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();

    @Test
    void a_client_with_the_jdk_alone_reads_calls_and_listens(@TempDir Path directory) throws Exception {
        copy(JdkOnlyClient.class, directory);
        try (var face = new JmxFace().open(FakeContext.of(FakeAwa.threeNodes(), server));
                var connector = JmxServer.start(server)) {
            var output = directory.resolve("output");
            var process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            directory.toString(),
                            JdkOnlyClient.class.getName(),
                            connector.url().toString())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try {
                assertTrue(process.waitFor(60, TimeUnit.SECONDS), face.toString());
            } finally {
                process.destroyForcibly();
            }

            var said = Files.readString(output);
            assertEquals(0, process.exitValue(), said);
            assertTrue(said.contains("read Cluster StatusLines"), said);
            assertTrue(said.contains("read NodeTable Nodes"), said);
            assertTrue(said.contains("read Config Settings"), said);
            assertTrue(said.contains("outcome applied"), said);
            assertTrue(said.contains("heard awa.table.change the row of web-4 changed"), said);
            assertTrue(said.contains("refused commandId \"x\" must be a UUID"), said);
        }
    }

    private static void copy(Class<?> type, Path directory) throws Exception {
        var file = type.getName().replace('.', '/') + ".class";
        URI source = type.getClassLoader().getResource(file).toURI();
        Files.createDirectories(directory.resolve(file).getParent());
        Files.copy(Path.of(source), directory.resolve(file));
    }
}
