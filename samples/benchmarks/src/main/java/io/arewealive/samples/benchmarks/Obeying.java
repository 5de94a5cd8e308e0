package io.arewealive.samples.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A process that does what it reads, a line for each command, prints what came of it, and ends with its input. */
final class Obeying {

    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private Obeying() {}

    /** What it can do. */
    interface Orders {

        /** The answer to a command. */
        String obey(String[] words) throws InterruptedException;
    }

    static void ready(Orders orders) throws IOException, InterruptedException {
        OUT.println("READY");
        try (var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                OUT.println("DONE " + orders.obey(line.split(" ", -1)));
            }
        }
    }
}
