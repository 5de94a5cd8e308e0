package io.arewealive.core.kv;

import io.arewealive.kv.KvEntry;
import io.arewealive.kv.KvListing;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/** Directories in a sorted map of keys: all keys below one lie side by side, so that whole ones are passed over in one step. */
final class Directories {

    private static final char AFTER_SLASH = '/' + 1;

    private final NavigableMap<String, KvEntry> keys;

    Directories(NavigableMap<String, KvEntry> keys) {
        this.keys = keys;
    }

    KvListing list(String directory, String after, int limit) {
        String prefix = directory.isEmpty() ? "" : directory + "/";
        boolean exists = directory.isEmpty() || startsWith(keys.ceilingKey(prefix), prefix);
        List<String> children = new ArrayList<>();
        String key = after.isEmpty() ? keys.ceilingKey(prefix) : behind(prefix, after);
        while (key != null && key.startsWith(prefix) && children.size() < limit) {
            String child = child(key.substring(prefix.length()));
            children.add(child);
            key = behind(prefix, child);
        }
        return new KvListing(exists, children, startsWith(key, prefix));
    }

    private static String child(String rest) {
        int slash = rest.indexOf('/');
        return slash < 0 ? rest : rest.substring(0, slash + 1);
    }

    private @Nullable String behind(String prefix, String child) {
        return child.endsWith("/")
                ? keys.ceilingKey(prefix + child.substring(0, child.length() - 1) + AFTER_SLASH)
                : keys.higherKey(prefix + child);
    }

    private static boolean startsWith(@Nullable String key, String prefix) {
        return key != null && key.startsWith(prefix);
    }
}
