package io.arewealive.kv;

import java.util.List;

/**
 * What lies directly below a directory.
 *
 * @param exists whether there is any key below it; the directory of all keys always exists
 * @param children names, sorted; the name of a directory ends with {@code /}
 * @param more whether there are further ones behind the last
 */
public record KvListing(boolean exists, List<String> children, boolean more) {

    /** Copies the list. */
    public KvListing {
        children = List.copyOf(children);
    }
}
