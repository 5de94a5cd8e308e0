package io.arewealive.core.publish;

import io.arewealive.core.step.Picture;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The newest picture, for all threads. Reading never blocks. */
public final class Board {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Consumer<Picture> onChange;
    private volatile Picture picture;

    /**
     * A board that shows something from the beginning.
     *
     * @param onChange told of every new picture, on the loop's thread; must return at once
     */
    public Board(Picture first, Consumer<Picture> onChange) {
        this.picture = first;
        this.onChange = onChange;
    }

    /** The newest picture. */
    public Picture picture() {
        return picture;
    }

    /** Shows a new picture. Called from the loop only. */
    public void publish(Picture next) {
        picture = next;
        onChange.accept(next);
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until a picture is as wanted, at most for this time. Returns whether it came to that. */
    public boolean await(Predicate<Picture> wanted, Duration most) throws InterruptedException {
        long left = most.toNanos();
        lock.lock();
        try {
            while (!wanted.test(picture)) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
