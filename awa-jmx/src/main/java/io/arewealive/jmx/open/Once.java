package io.arewealive.jmx.open;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value that is worked out when it is first needed, and then kept. Threads that come at the same moment may each work it out; none
 * waits for another.
 */
public final class Once<T> {

    private final Supplier<T> source;
    private volatile @Nullable T value;

    /** With what works it out. */
    public Once(Supplier<T> source) {
        this.source = source;
    }

    /** The value. */
    public T get() {
        T known = value;
        if (known == null) {
            known = source.get();
            value = known;
        }
        return known;
    }
}
