package io.arewealive.core.store;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The class path of the tests once more, with some of it hidden and some directories in front: another host's class path. */
final class IsolatedLoader {

    private IsolatedLoader() {}

    static URLClassLoader of(List<Path> front, Predicate<String> entries) throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (Path path : front) {
            urls.add(path.toUri().toURL());
        }
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (entries.test(entry)) {
                urls.add(Path.of(entry).toUri().toURL());
            }
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    /** Calls {@link StoreProbe#run} as that host's class path has it, with its loader as the thread's. */
    static String probe(URLClassLoader loader, String what) throws Exception {
        Thread current = Thread.currentThread();
        ClassLoader before = current.getContextClassLoader();
        current.setContextClassLoader(loader);
        try {
            return (String) loader.loadClass(StoreProbe.class.getName())
                    .getMethod("run", String.class)
                    .invoke(null, what);
        } finally {
            current.setContextClassLoader(before);
        }
    }
}
