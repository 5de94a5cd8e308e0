package io.arewealive.core.architecture.planted.raft;

import org.slf4j.Logger;

final class Logs {
    final Class<?> logger = Logger.class;
}
