package io.arewealive.core.log;

import java.util.SplittableRandom;

class FileLogSimTest extends FileLogContract {
    private final SimDisk disk = new SimDisk(new SplittableRandom(3));

    @Override
    Disk disk() {
        disk.crash();
        return disk;
    }
}
