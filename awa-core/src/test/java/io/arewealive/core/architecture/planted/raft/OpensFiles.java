package io.arewealive.core.architecture.planted.raft;

import java.nio.file.Path;

final class OpensFiles {
    final Path path = Path.of("x");
}
