package io.arewealive.snmp;

import java.util.concurrent.locks.LockSupport;

/** A thread that wants to wake every few milliseconds, and by how much it missed that: for so long the machine itself let nobody run. */
final class Metronome implements AutoCloseable {

    private static final long BEAT = 5_000_000;

    private final Thread thread = new Thread(this::run, "metronome");
    private volatile boolean closed;
    private volatile long behind;

    Metronome() {
        thread.setDaemon(true);
        thread.start();
    }

    /** All that it was behind since it began, up to now. */
    long behindNanos() {
        return behind;
    }

    private void run() {
        long sum = 0;
        long last = System.nanoTime();
        while (!closed) {
            LockSupport.parkNanos(BEAT);
            long now = System.nanoTime();
            sum += Math.max(0, now - last - 2 * BEAT);
            behind = sum;
            last = now;
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
