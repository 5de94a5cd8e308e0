package io.arewealive.core.architecture.planted.raft;

final class SystemLogs {
    final Class<?> logger = System.Logger.class;
}
