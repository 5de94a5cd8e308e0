package io.arewealive.face;

import io.arewealive.config.ConfigProblem;
import java.util.List;

/**
 * A management interface of an instance, such as JMX or SNMP. Implementations are found by {@link java.util.ServiceLoader}, opened
 * once for every instance that starts, and closed with it. They read the published status and never block the instance.
 */
public interface Face {

    /** The word of this face in messages and settings, for example {@code jmx}. */
    String name();

    /**
     * Looks at the settings of this face before an instance starts, so that it need not start in vain. Opens nothing.
     *
     * @return all that is wrong with them; empty if nothing is
     */
    default List<ConfigProblem> check(FaceSettings settings) {
        return List.of();
    }

    /**
     * Opens the face. Called on the starting thread, before {@code start()} returns.
     *
     * @return what closes it again; closing is idempotent and leaves nothing behind
     */
    AutoCloseable open(FaceContext context);
}
