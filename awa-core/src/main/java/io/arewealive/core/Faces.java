package io.arewealive.core;

import io.arewealive.Awa;
import io.arewealive.AwaProvider;
import io.arewealive.StartException;
import io.arewealive.config.ConfigException;
import io.arewealive.core.config.AwaConfig;
import io.arewealive.face.Face;
import io.arewealive.face.FaceContext;
import io.arewealive.status.Problem;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The management interfaces of one instance. One that cannot open is reported and left out; the instance goes on. */
final class Faces implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Faces.class);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Notes notes;

    Faces(Notes notes) {
        this.notes = notes;
    }

    private record Context(String face, Awa awa, AwaConfig config, AwaProvider.Plan plan, Notes notes)
            implements FaceContext {

        @Override
        public Optional<String> setting(String key) {
            return config.setting(key);
        }

        @Override
        public <T> Optional<T> resource(Class<T> type) {
            return plan.resource(type);
        }

        @Override
        public Optional<Path> directory() {
            return config.place().directory();
        }

        @Override
        public void tell(List<Problem> problems) {
            notes.say(face, problems);
        }
    }

    void open(Awa awa, AwaConfig config, AwaProvider.Plan plan) {
        for (Face face : ServiceLoader.load(Face.class, Faces.class.getClassLoader())) {
            if (config.wants(face)) {
                try {
                    open.push(face.open(new Context(face.name(), awa, config, plan, notes)));
                } catch (StartException | ConfigException e) {
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
