package io.arewealive.face;

import io.arewealive.Awa;
import java.util.Optional;

/** What a face gets to work with. */
public interface FaceContext {

    /** The instance to show. */
    Awa awa();

    /** The value of a setting, defaults included; empty for an unknown key. Secrets come in clear. */
    Optional<String> setting(String key);

    /** What the host handed to the builder under this type, for example its MBeanServer. */
    <T> Optional<T> resource(Class<T> type);
}
