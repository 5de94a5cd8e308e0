package io.arewealive.core.log;

class FileLogMemoryTest extends FileLogContract {
    private final MemoryDisk disk = new MemoryDisk();

    @Override
    Disk disk() {
        return disk;
    }
}
