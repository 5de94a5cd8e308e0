package io.arewealive.core;

import io.arewealive.core.log.Disk;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The disks of a process that is killed at its n-th change of a file: that one is done half, all later ones not at all. What was
 * changed before stays, as it does when a process ends and its machine does not.
 */
final class DyingDisk {

    private static final int SECTOR = 512;
    private static final Set<String> CHANGES = Set.of("create", "write", "force", "rename", "delete", "forceDirectory");

    private final AtomicInteger left;

    DyingDisk(int changes) {
        left = new AtomicInteger(changes);
    }

    boolean isDead() {
        return left.get() < 0;
    }

    Disk over(Disk disk) {
        return (Disk) Proxy.newProxyInstance(
                Disk.class.getClassLoader(), new Class<?>[] {Disk.class}, (it, called, with) -> {
                    if (CHANGES.contains(called.getName()) && left.getAndDecrement() <= 0) {
                        if (left.get() == -1 && called.getName().equals("write")) {
                            long offset = (long) with[1];
                            int half = wholeSectors(offset, (int) with[4] / 2);
                            disk.write((String) with[0], offset, (byte[]) with[2], (int) with[3], half);
                        }
                        throw new IOException("killed at " + called.getName());
                    }
                    try {
                        return called.invoke(disk, with);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** The system copies a page at a time, and never ends within one. */
    private static int wholeSectors(long offset, int length) {
        return (int) Math.max(0, (offset + length) / SECTOR * SECTOR - offset);
    }
}
