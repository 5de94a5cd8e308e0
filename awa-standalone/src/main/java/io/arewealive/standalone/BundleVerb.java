package io.arewealive.standalone;

import io.arewealive.config.ConfigException;
import io.arewealive.config.Setting;
import io.arewealive.event.Event;
import io.arewealive.event.EventStream;
import io.arewealive.node.ChangesSince;
import io.arewealive.standalone.bundle.Bundle;
import io.arewealive.standalone.bundle.FileList;
import io.arewealive.standalone.bundle.ServerLog;
import io.arewealive.standalone.control.Running;
import io.arewealive.standalone.control.Server;
import io.arewealive.standalone.text.FindingLines;
import io.arewealive.standalone.text.JsonText;
import io.arewealive.standalone.text.RecordJson;
import io.arewealive.standalone.text.StatusJson;
import io.arewealive.standalone.text.StatusTable;
import io.arewealive.status.ClusterStatus;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Packs what somebody needs who helps from afar. */
@Command(
        name = "bundle",
        description =
                "Pack status, changes, events, settings, the doctor's findings, the end of the log and more into a file.",
        footer = {"", "Secrets are masked. Look through it before you give it away: it names hosts and addresses."})
final class BundleVerb implements Callable<Integer> {

    private static final int MOST = 2_000;
    private static final int MOST_ASKED = 10_000;
    private static final Duration ASK = Duration.ofSeconds(1);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Shell shell;

    @Mixin
    private Asking asking = new Asking();

    @Parameters(index = "0", arity = "0..1", paramLabel = "FILE", description = "The zip file (awa-bundle-TIME.zip).")
    private @Nullable Path file;

    BundleVerb(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Path to = file == null ? Path.of("awa-bundle-" + STAMP.format(Instant.now()) + ".zip") : file;
        Path whole = shell.sources().get().workingDirectory().resolve(to);
        try (Bundle bundle = Bundle.create(whole, masking())) {
            fill(bundle);
        } catch (FileAlreadyExistsException e) {
            throw new CommandFailed(Exit.FAILED, to + " is there and is not overwritten; name another file");
        } catch (IOException e) {
            throw new CommandFailed(Exit.FAILED, "cannot write " + to + " (" + e + "); name another file");
        }
        shell.print(to.toString());
        return Exit.DONE;
    }

    /** What the settings here call secret. With wrong settings there are none, and what a server shows is masked by itself. */
    private UnaryOperator<String> masking() {
        try {
            return ConfigGroup.read(shell, asking)::masked;
        } catch (ConfigException e) {
            return UnaryOperator.identity();
        }
    }

    private void fill(Bundle bundle) throws IOException {
        Path data = asking.dataDirectory(shell);
        OptionalLong pid = Running.pid(data);
        bundle.add("doctor.txt", () -> lines(FindingLines.lines(new Examination(shell, asking).of(List.of()), false)));
        bundle.add("status.txt", () -> ask(server -> lines(StatusTable.lines(status(server), true, false))));
        bundle.add("status.json", () -> ask(server -> JsonText.pretty(StatusJson.of(status(server)))));
        bundle.add(
                "nodes.json",
                () -> ask(server -> JsonText.pretty(RecordJson.nodes(
                        server.nodes().version(), server.nodes().list()))));
        bundle.add("changes.json", () -> ask(BundleVerb::changes));
        bundle.add("events-cluster.json", () -> ask(server -> events(server, EventStream.CLUSTER)));
        bundle.add("events-local.json", () -> ask(server -> events(server, EventStream.LOCAL)));
        bundle.add(
                "settings-server.txt",
                () -> ask(server -> settings(server.settings().effective())));
        bundle.add(
                "settings-here.txt",
                () -> settings(ConfigGroup.read(shell, asking).settings()));
        bundle.add("threads.txt", () -> ask(Server::threads));
        bundle.add("log.txt", () -> pid.isPresent() ? ServerLog.tail(pid.getAsLong()) : "no server runs\n");
        bundle.add("files.txt", () -> FileList.of(data));
    }

    private String ask(Function<Server, String> question) {
        try (Server server = asking.server(shell)) {
            return question.apply(server);
        }
    }

    private static ClusterStatus status(Server server) {
        return server.askStatus(ASK);
    }

    private static String changes(Server server) {
        long since = Math.max(0, server.nodes().version() - MOST);
        ChangesSince changes = server.nodes().changesSince(since, MOST);
        return JsonText.pretty(RecordJson.changes(changes));
    }

    private static String events(Server server, EventStream stream) {
        long since = Math.max(0, server.events().last(stream) - MOST_ASKED);
        List<Event> events = server.events().since(stream, since, MOST_ASKED);
        return events.stream()
                .skip(Math.max(0, events.size() - MOST))
                .map(event -> JsonText.line(RecordJson.event(event)))
                .collect(Collectors.joining("\n"));
    }

    private static String settings(List<Setting> settings) {
        return settings.stream()
                .map(setting -> setting.key() + "=" + setting.value() + "    # " + setting.origin())
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String lines(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }
}
