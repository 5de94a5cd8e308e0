package io.arewealive.samples.benchmarks.peers;

import java.io.IOException;
import java.util.Collection;

/** Says on stdout what a member sees, and ends the process when stdin ends. */
final class Telling {

    private Telling() {}

    static synchronized void view(Collection<String> names) {
        System.out.println("VIEW " + String.join(" ", names));
        System.out.flush();
    }

    static synchronized void ready() {
        System.out.println("READY");
        System.out.flush();
    }

    static void untilEof() throws IOException {
        while (System.in.read() >= 0) {
            // nothing is asked here
        }
        System.exit(0);
    }
}
