package io.arewealive.face;

import io.arewealive.Awa;
import io.arewealive.config.Setting;
import io.arewealive.status.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a face gets to work with. */
public interface FaceContext extends FaceSettings {

    /** The instance to show. */
    Awa awa();

    @Override
    default List<Setting> effective() {
        return awa().settings().effective();
    }

    /** What the host handed to the builder under this type, for example its MBeanServer. */
    <T> Optional<T> resource(Class<T> type);

    /** The instance's data directory, for a small file of the face's own; empty if it keeps nothing on disk. */
    default Optional<Path> directory() {
        return Optional.empty();
    }

    /**
     * Lets the status of this instance say this too, in place of what the face said before.
     *
     * @param problems what a person should know; empty for nothing
     */
    default void tell(List<Problem> problems) {}
}
