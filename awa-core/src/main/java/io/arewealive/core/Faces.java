package io.arewealive.core;

import io.arewealive.Awa;
import io.arewealive.AwaProvider;
import io.arewealive.StartException;
import io.arewealive.core.config.AwaConfig;
import io.arewealive.face.Face;
import io.arewealive.face.FaceContext;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.ServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The management interfaces of one instance. One that cannot open is reported and left out; the instance goes on. */
final class Faces implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Faces.class);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    private record Context(Awa awa, AwaConfig config, AwaProvider.Plan plan) implements FaceContext {

        @Override
        public Optional<String> setting(String key) {
            return config.setting(key);
        }

        @Override
        public <T> Optional<T> resource(Class<T> type) {
            return plan.resource(type);
        }
    }

    void open(Awa awa, AwaConfig config, AwaProvider.Plan plan) {
        for (Face face : ServiceLoader.load(Face.class, Faces.class.getClassLoader())) {
            boolean wanted = !"false"
                    .equals(config.setting("awa." + face.name() + ".enabled").orElse(""));
            if (wanted) {
                try {
                    open.push(face.open(new Context(awa, config, plan)));
                } catch (StartException e) {
                    close();
                    throw e;
                } catch (RuntimeException e) {
                    LOG.error("the management interface {} cannot be opened and is left out", face.name(), e);
                }
            }
        }
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                LOG.warn("closing a management interface failed: {}", e.toString());
            }
        }
    }
}
