package io.arewealive.core.channel;

import io.arewealive.AwaProvider;
import java.util.Optional;
import org.jgroups.JChannel;

/** Finds the channel that a host handed in. */
public final class HostChannels {

    private HostChannels() {}

    /** The host's {@code JChannel}, if it gave one to the builder. */
    public static Optional<Object> of(AwaProvider.Plan plan) {
        return plan.resource(JChannel.class).map(Object.class::cast);
    }
}
