package io.arewealive.standalone;

import io.arewealive.Awa;
import io.arewealive.AwaBuilder;
import io.arewealive.StartException;
import io.arewealive.StartException.Reason;
import io.arewealive.config.ConfigException;
import io.arewealive.standalone.logging.StderrLog;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs a node in the foreground. */
@Command(
        name = "server",
        description = "Run a node of a cluster until TERM or INT.",
        footer = {
            "",
            "Its settings come from these options, -Dawa.x in AWA_JAVA_OPTS, AWA_X in the environment, --config,"
                    + " ./awa.properties, what awa init made here, /etc/awa/*.properties and cluster_info.json. A clean stop exits 0."
        })
final class ServerVerb implements Callable<Integer> {

    private static final String OPTION = "option ";

    private final Shell shell;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--first", description = "This is the first node of a new cluster.")
    private boolean first;

    @Option(
            names = "--join",
            paramLabel = "HOST:PORT",
            split = ",",
            description = "Join the cluster through these nodes; one that answers is enough.")
    private List<String> join = List.of();

    @Option(names = "--witness", description = "Vote and run nothing: the third host of a pair.")
    private boolean witness;

    @Option(
            names = "--replace",
            description = "Take the place of an offline node of this name for good; only with an empty data directory.")
    private boolean replace;

    @Option(names = "--name", paramLabel = "N", description = "Name of this node, unique in the cluster.")
    private @Nullable String name;

    @Option(names = "--host", paramLabel = "H", description = "What others dial to reach this node.")
    private @Nullable String host;

    @Option(names = "--port", paramLabel = "P", description = "What others dial to reach this node.")
    private @Nullable String port;

    @Option(names = "--data", paramLabel = "DIR", description = "Directory of this node's data (./data).")
    private @Nullable Path data;

    @Option(names = "--config", paramLabel = "FILE", description = "Read this file of settings too.")
    private @Nullable Path config;

    @Option(names = "--no-input", description = "Never ask a question.")
    private boolean noInput;

    @Option(names = "--until-eof", hidden = true, description = "Stop when stdin ends.")
    private boolean untilEof;

    ServerVerb(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws InterruptedException {
        check();
        StderrLog.takeOverJdkLog();
        var stop = new Stop();
        stop.onSignal();
        if (untilEof) {
            stop.atEndOf(System.in);
        }
        findBeans();
        Awa awa = start();
        return new Serving(shell, awa).until(stop);
    }

    /** What is wrong with the options alone; what they mean together with other settings is checked with those. */
    private void check() {
        if (first && !join.isEmpty()) {
            throw wrong("--first begins a new cluster and --join joins one that is there; leave one of them out");
        }
        for (String address : join) {
            if (!Beginning.isHostAndPort(address)) {
                throw wrong("--join: \"" + address + "\" must be HOST:PORT, such as db-1:7800 or [::1]:7800");
            }
        }
    }

    /** The platform's beans take long to be found, so that goes on while the node starts, which needs them last. */
    private static void findBeans() {
        var finding = new Thread(ManagementFactory::getPlatformMBeanServer, "awa-beans");
        finding.setDaemon(true);
        finding.start();
    }

    private Awa start() {
        try {
            return builder(Optional.empty()).start();
        } catch (ConfigException e) {
            throw isOfOptions(e) ? wrong(text(e)) : e;
        } catch (StartException e) {
            if (e.reason() != Reason.NO_START_GIVEN) {
                throw e;
            }
            return builder(Optional.of(beginning(e))).start();
        }
    }

    private static boolean isOfOptions(ConfigException wrong) {
        return wrong.problems().stream().allMatch(problem -> problem.origin().startsWith(OPTION));
    }

    private static String text(ConfigException wrong) {
        return wrong.problems().stream()
                .map(problem -> problem.origin().substring(OPTION.length()) + ": " + problem.message())
                .collect(Collectors.joining("\n     "));
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private Beginning beginning(StartException none) {
        String unknown = "no node of a cluster has its data in " + dataDirectory();
        if (noInput || !shell.terminal().asks()) {
            throw new CommandFailed(
                    none.reason().exitCode(),
                    unknown
                            + "; start the first one with --first, any other with --join HOST:PORT of a node that runs (or"
                            + " set awa.first, awa.join, or awa.bootstrap=seeds with the list of all in awa.join)");
        }
        shell.say("awa: " + unknown + " yet");
        return asked().orElseThrow(() -> new CommandFailed(
                none.reason().exitCode(), "no usable answer; start with --first, or with --join HOST:PORT"));
    }

    /** Who interrupts a question gets the next prompt on a line of its own. */
    private Optional<Beginning> asked() {
        var interrupted = new Thread(() -> shell.err().println(), "awa-interrupted");
        Runtime.getRuntime().addShutdownHook(interrupted);
        Optional<Beginning> answer = Beginning.ask(shell);
        try {
            Runtime.getRuntime().removeShutdownHook(interrupted);
        } catch (IllegalStateException e) {
            // The process ends already.
        }
        return answer;
    }

    private String dataDirectory() {
        try {
            return new DataDirectory(shell.sources(), config).find(data).toString();
        } catch (CommandFailed inMemory) {
            return "memory";
        }
    }

    private AwaBuilder builder(Optional<Beginning> answer) {
        AwaBuilder builder = Awa.builder().standalone();
        option(builder, "awa.first", first ? "true" : null, "--first");
        option(builder, "awa.join", join.isEmpty() ? null : String.join(",", join), "--join");
        option(builder, "awa.node.witness", witness ? "true" : null, "--witness");
        option(builder, "awa.node.replace", replace ? "true" : null, "--replace");
        option(builder, "awa.node.name", name, "--name");
        option(builder, "awa.node.host", host, "--host");
        option(builder, "awa.node.port", port, "--port");
        option(builder, "awa.data", data == null ? null : data.toString(), "--data");
        option(builder, "awa.config", config == null ? null : config.toString(), "--config");
        answer.ifPresent(given -> given.join()
                .ifPresentOrElse(
                        address -> builder.set("awa.join", address, "answer"),
                        () -> builder.set("awa.first", "true", "answer")));
        return builder;
    }

    private void option(AwaBuilder builder, String key, @Nullable String value, String option) {
        if (value != null && value.isBlank()) {
            throw wrong(option + " is empty; leave it out, or say what it is to be");
        }
        if (value != null) {
            builder.set(key, value, OPTION + option);
        }
    }
}
