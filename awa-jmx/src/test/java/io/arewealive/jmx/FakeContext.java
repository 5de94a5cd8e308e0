package io.arewealive.jmx;

import io.arewealive.Awa;
import io.arewealive.face.FaceContext;
import java.util.Map;
import java.util.Optional;
import javax.management.MBeanServer;

/** A context with settings, and a host that gives its MBean server. */
record FakeContext(Awa awa, Map<String, String> settings, Map<Class<?>, Object> resources) implements FaceContext {

    static FakeContext of(Awa awa, MBeanServer server) {
        return new FakeContext(awa, Map.of(), Map.of(MBeanServer.class, server));
    }

    @Override
    public Optional<String> setting(String key) {
        return Optional.ofNullable(settings.get(key));
    }

    @Override
    public <T> Optional<T> resource(Class<T> type) {
        return Optional.ofNullable(type.cast(resources.get(type)));
    }
}
