package io.arewealive.samples.benchmarks;

import java.io.IOException;

/** Threads that never rest, in a process of their own; it ends when its input does. */
public final class Spinner {

    private static volatile long turns;

    private Spinner() {}

    /** Argument: how many threads. */
    public static void main(String... args) throws IOException {
        for (int i = 0; i < Integer.parseInt(args[0]); i++) {
            var thread = new Thread(Spinner::spin, "spin-" + i);
            thread.setDaemon(true);
            thread.start();
        }
        System.out.println("READY");
        System.out.flush();
        while (System.in.read() >= 0) {
            // nothing is asked here
        }
        System.out.println(turns);
    }

    private static void spin() {
        long mine = 0;
        while (true) {
            mine = mine * 31 + 7;
            if ((mine & 0xffffff) == 7) {
                turns = mine;
            }
        }
    }
}
