package io.arewealive.core.architecture.planted.raft;

final class Threaded {
    final String name = Thread.currentThread().getName();
}
