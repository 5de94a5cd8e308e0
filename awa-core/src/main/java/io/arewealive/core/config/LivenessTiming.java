package io.arewealive.core.config;

import java.time.Duration;

/**
 * The times of the failure detector.
 *
 * @param beat how often a node says that it is alive
 * @param suspect silence after which a node is suspect
 * @param confirm silence after that until it is offline
 */
public record LivenessTiming(Duration beat, Duration suspect, Duration confirm) {}
