package io.arewealive;

import java.util.Map;
import java.util.Optional;

/** What runs instances; found by {@link java.util.ServiceLoader}. {@code awa-core} brings the one there is. */
public interface AwaProvider {

    /**
     * Starts an instance.
     *
     * @throws io.arewealive.config.ConfigException if settings are wrong
     * @throws StartException if it cannot start
     */
    Awa start(Plan plan);

    /** What the builder was told. */
    interface Plan {

        /** Settings by key; they win over every other source. */
        Map<String, String> settings();

        /** What the host handed in under this type. */
        <T> Optional<T> resource(Class<T> type);

        /** Whether this is a launcher rather than a library in a host: chooses defaults such as the lifetime of the row. */
        boolean standalone();

        /** Whether a node that cannot begin (no peers, alone) throws at start rather than going on in the background. */
        boolean failFast();

        /** Where this setting was said, for {@code awa config show --origin}; for example {@code option --name}. */
        Map<String, String> origins();
    }
}
