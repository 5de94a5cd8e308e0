package io.arewealive.core.log;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class RealDiskIT extends DiskContract {
    @TempDir
    private Path directory;

    @Override
    Disk disk() {
        return new RealDisk(directory);
    }
}
