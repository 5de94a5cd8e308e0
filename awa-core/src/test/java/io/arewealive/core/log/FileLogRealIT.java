package io.arewealive.core.log;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FileLogRealIT extends FileLogContract {
    @TempDir
    private Path directory;

    @Override
    Disk disk() {
        return new RealDisk(directory);
    }
}
