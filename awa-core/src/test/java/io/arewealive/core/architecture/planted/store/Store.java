package io.arewealive.core.architecture.planted.store;

import jakarta.persistence.EntityManager;

/** Allowed here. */
final class Store {
    final Class<?> database = EntityManager.class;
}
