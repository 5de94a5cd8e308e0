package io.arewealive.core.log;

class MemoryDiskTest extends DiskContract {
    @Override
    Disk disk() {
        return new MemoryDisk();
    }
}
