package io.arewealive.samples.embedded;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.Awa;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the README shows compiles. */
class ReadmeTest {

    @Test
    void the_snippet_in_the_readme_is_the_one_that_compiles_here() throws IOException {
        String readme = Files.readString(Path.of("../../README.md"));
        int begin = readme.indexOf("```java") + "```java".length();
        String snippet = readme.substring(begin, readme.indexOf("```", begin));
        String here = Files.readString(Path.of("src/test/java/io/arewealive/samples/embedded/ReadmeTest.java"));

        assertTrue(here.replaceAll("\\s+", "").contains(snippet.replaceAll("\\s+", "")), snippet);
    }

    /** Compiled, never run: it would use the default port and directory. */
    static void snippet() throws InterruptedException {
        try (Awa awa = Awa.builder().cluster("orders").name("web-1").first().start()) {
            awa.awaitJoined(Duration.ofSeconds(10));
            awa.addListener(event -> System.out.println(event.message()));
            awa.status()
                    .nodes()
                    .forEach(node ->
                            System.out.println(node.name() + " " + node.state().title()));
        }
    }
}
