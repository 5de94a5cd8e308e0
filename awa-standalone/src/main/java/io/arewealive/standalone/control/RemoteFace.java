package io.arewealive.standalone.control;

import io.arewealive.StartException;
import io.arewealive.StartException.Reason;
import io.arewealive.core.config.Keystore;
import io.arewealive.core.trust.ClusterKeys;
import io.arewealive.core.trust.InitException;
import io.arewealive.face.Face;
import io.arewealive.face.FaceContext;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.management.MBeanServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the JMX port of the launcher, if one is set. It shows the beans of the MBean server that {@code awa-jmx} registers in. */
public final class RemoteFace implements Face {

    private static final Logger LOG = LoggerFactory.getLogger(RemoteFace.class);
    private static final Set<String> WILDCARDS = Set.of("0.0.0.0", "::");

    /** For {@link java.util.ServiceLoader}. */
    public RemoteFace() {}

    /** The beans' own: who switches them off has no port either. */
    @Override
    public String name() {
        return "jmx";
    }

    @Override
    public AutoCloseable open(FaceContext context) {
        Optional<String> port = context.setting("awa.jmx.port");
        if (port.isEmpty()) {
            return () -> {};
        }
        var beans = context.resource(MBeanServer.class).orElseGet(ManagementFactory::getPlatformMBeanServer);
        String bind = context.setting("awa.jmx.bind").orElse("127.0.0.1");
        List<JmxUser> users = JmxUser.of(context);
        var settings =
                new RemotePort.Settings(Integer.parseInt(port.get()), bind, host(context, bind), keys(context), users);
        RemotePort opened = RemotePort.open(settings, beans);
        LOG.info(
                "node={} jmx listens at {}, clients dial {}:{}, {}, users {}",
                context.awa().status().viewer(),
                settings,
                settings.host(),
                settings.port(),
                settings.keys().isPresent() ? "TLS" : "no TLS",
                users);
        return opened;
    }

    private static String host(FaceContext context, String bind) {
        return context.setting("awa.jmx.host").orElseGet(() -> {
            if (!WILDCARDS.contains(bind)) {
                return bind;
            }
            String dialled = context.setting("awa.node.host").orElse("");
            boolean loopback = dialled.isEmpty()
                    || dialled.equals("localhost")
                    || dialled.startsWith("127.")
                    || dialled.equals("::1");
            return loopback ? hostOfMachine() : dialled;
        });
    }

    private static String hostOfMachine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            throw new StartException(
                    Reason.INCOMPLETE,
                    "awa.jmx.host: what clients dial is not known, for this machine does not know its own name; set it",
                    e);
        }
    }

    private static Optional<ClusterKeys> keys(FaceContext context) {
        return context.setting("awa.security.keystore").map(place -> {
            var keystore = Keystore.at(Path.of(place).toAbsolutePath());
            String password = context.setting("awa.security.keystore-password")
                    .or(keystore::password)
                    .orElse("");
            try {
                return ClusterKeys.open(keystore.file(), password, InstantSource.system());
            } catch (InitException e) {
                throw new StartException(Reason.INCOMPLETE, "awa.security.keystore: " + e.getMessage(), e);
            }
        });
    }
}
