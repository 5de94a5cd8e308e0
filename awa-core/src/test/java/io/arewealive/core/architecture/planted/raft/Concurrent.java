package io.arewealive.core.architecture.planted.raft;

import java.util.concurrent.TimeUnit;

final class Concurrent {
    final TimeUnit unit = TimeUnit.DAYS;
}
