package io.arewealive.core.architecture.planted.raft;

import java.net.InetAddress;

final class OpensSockets {
    final Class<?> address = InetAddress.class;
}
