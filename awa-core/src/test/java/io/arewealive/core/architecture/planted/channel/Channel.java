package io.arewealive.core.architecture.planted.channel;

import org.jgroups.JChannel;

/** Allowed here. */
final class Channel {
    final Class<?> channel = JChannel.class;
}
