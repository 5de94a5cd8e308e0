package io.arewealive.core.architecture.planted.raft;

import java.io.InputStream;

final class ReadsStreams {
    final Class<?> stream = InputStream.class;
}
