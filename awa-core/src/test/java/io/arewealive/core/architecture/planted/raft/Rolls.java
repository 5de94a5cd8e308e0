package io.arewealive.core.architecture.planted.raft;

import java.util.Random;

final class Rolls {
    final Random random = new Random();
}
