package io.arewealive.standalone;

import io.arewealive.core.config.Sources;
import io.arewealive.standalone.control.Servers;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Supplier;

/**
 * What every command works with.
 *
 * @param out for data
 * @param err for talk
 * @param terminal whether a person is there
 * @param servers how running servers are found
 * @param sources where settings are looked for
 */
record Shell(PrintStream out, PrintStream err, Terminal terminal, Servers servers, Supplier<Sources> sources) {

    void print(List<String> lines) {
        lines.forEach(out::println);
        out.flush();
    }

    void print(String line) {
        print(List.of(line));
    }

    void say(String line) {
        err.println(line);
        err.flush();
    }

    /** Whether whoever reads the data is still there: a closed pipe ends a command that prints for ever. */
    boolean isRead() {
        return !out.checkError();
    }
}
