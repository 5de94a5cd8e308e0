package io.arewealive.core.architecture.planted.raft;

import io.arewealive.core.architecture.planted.loop.Loop;

final class KnowsTheLoop {
    final Class<?> loop = Loop.class;
}
