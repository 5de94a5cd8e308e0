package io.arewealive.core.architecture.planted.loop;

import jakarta.persistence.EntityManager;
import org.jgroups.JChannel;

final class UsesLibraries {
    final Class<?> channel = JChannel.class;
    final Class<?> database = EntityManager.class;
}
