package io.arewealive.standalone;

import io.arewealive.Awa;
import io.arewealive.StartException;
import io.arewealive.config.Setting;
import io.arewealive.event.EventStream;
import io.arewealive.jmx.bean.Beans;
import io.arewealive.standalone.control.ControlServer;
import io.arewealive.standalone.logging.StderrLog;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;

/** A running server: it lets commands in, writes its log, and stops. */
final class Serving {

    private static final String MEMORY = "memory";

    /** A founder has its row at once; who joins may take longer, and is announced with the port it was told. */
    private static final Duration KNOWS_ITS_PORT = Duration.ofMillis(500);

    private final Shell shell;
    private final Awa awa;
    private final Map<String, String> settings;

    Serving(Shell shell, Awa awa) {
        this.shell = shell;
        this.awa = awa;
        this.settings = awa.settings().effective().stream().collect(Collectors.toMap(Setting::key, Setting::value));
    }

    /** Serves until it is to stop, or until the cluster refuses the node. Returns the exit code. */
    int until(Stop stop) throws InterruptedException {
        StderrLog.level(setting("awa.log.level"));
        Optional<ControlServer> control = Optional.empty();
        Tidy tidy = Tidy.begin();
        try (awa) {
            control = control();
            shell.say("awa: " + announcement());
            endWhenRefused(stop);
            stop.await();
            if (awa.refusal().isPresent()) {
                shell.say("awa: node " + setting("awa.node.name") + " ends, the cluster refuses it: "
                        + awa.refusal().get());
                return StartException.Reason.REFUSED.exitCode();
            }
            shell.say("awa: node " + setting("awa.node.name") + " stops");
            return Exit.DONE;
        } finally {
            control.ifPresent(ControlServer::close);
            tidy.close();
            stop.done();
        }
    }

    /** Nobody is helped by a server that runs and has no place: what started it shall see that. */
    private void endWhenRefused(Stop stop) {
        awa.addListener(
                event -> {
                    if (awa.refusal().isPresent()) {
                        stop.now();
                    }
                },
                Set.of(EventStream.LOCAL));
        if (awa.refusal().isPresent()) {
            stop.now();
        }
    }

    private Optional<ControlServer> control() {
        if (setting("awa.data").equals(MEMORY)) {
            shell.say("awa: awa.data=memory, so no command can find this server");
            return Optional.empty();
        }
        Path data = directory();
        try {
            return Optional.of(ControlServer.open(data, beans(), Map.of("name", setting("awa.node.name"))));
        } catch (IOException | RuntimeException e) {
            shell.say("awa: no command can reach this server: cannot open its control in " + data + " (" + e + ")");
            return Optional.empty();
        }
    }

    /** The platform's beans, among them those of AWA; if those are switched off there, some that only the commands see. */
    private MBeanServer beans() {
        if (!setting("awa.jmx.enabled").equals("false")) {
            return ManagementFactory.getPlatformMBeanServer();
        }
        MBeanServer own = MBeanServerFactory.newMBeanServer();
        Beans.open(awa, own, Beans.MAX_NODE_BEANS);
        return own;
    }

    private String announcement() throws InterruptedException {
        awa.awaitJoined(KNOWS_ITS_PORT);
        var status = awa.status();
        String address = status.nodes().stream()
                .filter(node -> node.id().equals(awa.id()))
                .findFirst()
                .map(node -> address(node.host(), Integer.toString(node.port())))
                .orElse(address(setting("awa.node.host"), setting("awa.node.port")));
        return "node " + setting("awa.node.name") + " of cluster " + setting("awa.cluster") + " serves at " + address
                + ", data in " + place() + ", process "
                + ProcessHandle.current().pid();
    }

    private String place() {
        String data = setting("awa.data");
        return data.equals(MEMORY) ? data : directory().toString();
    }

    private Path directory() {
        return Path.of(setting("awa.data")).toAbsolutePath().normalize();
    }

    private static String address(String host, String port) {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    private String setting(String key) {
        return settings.getOrDefault(key, "");
    }
}
