package io.arewealive.core;

import io.arewealive.Awa;
import io.arewealive.AwaProvider;
import io.arewealive.core.config.ConfigLoader;
import io.arewealive.core.config.Sources;

/** Starts instances for the builder. */
public final class CoreProvider implements AwaProvider {

    /** Found and made by {@link java.util.ServiceLoader}. */
    public CoreProvider() {}

    @Override
    public Awa start(Plan plan) {
        return new Wiring(plan, ConfigLoader.load(plan, Sources.ofProcess())).start();
    }
}
