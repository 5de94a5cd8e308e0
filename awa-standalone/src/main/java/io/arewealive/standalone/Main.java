package io.arewealive.standalone;

import io.arewealive.core.config.Sources;
import io.arewealive.standalone.control.JmxServers;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The entry of the launcher. */
@Command(
        name = "awa",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Are we alive? Tells which servers of a cluster are alive.",
        footer = {"", "awa help COMMAND says more about a command."})
public final class Main implements Runnable {

    private static final String STATUS = "status";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Main() {}

    /** Runs a command and ends with its exit code. */
    public static void main(String[] given) {
        String[] args = ExactArguments.of(given);
        var charset = charset();
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, charset);
        var err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, charset);
        var shell = new Shell(
                out,
                err,
                Terminal.ofProcess(System.in, System.getenv()),
                new JmxServers(Caller.name(System.getProperty("user.name", ""), System.getenv())),
                Sources::ofProcess);
        int code = commands(shell, args).execute(args);
        out.flush();
        System.exit(code);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do");
    }

    static CommandLine commands(Shell shell, String... arguments) {
        var commands = new CommandLine(new Main());
        wanted(verbs(shell), arguments).forEach((word, verb) -> commands.addSubcommand(word, verb.get()));
        commands.getSubcommands().values().forEach(Main::addHelp);
        return commands.setOut(new PrintWriter(shell.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(shell.err(), true, StandardCharsets.UTF_8))
                .setExpandAtFiles(false)
                .setUsageHelpAutoWidth(false)
                .setUsageHelpWidth(100)
                .setParameterExceptionHandler((wrong, args) -> usage(shell, wrong))
                .setExecutionExceptionHandler((failure, command, parsed) -> failed(shell, failure, parsed));
    }

    private static Map<String, Supplier<Object>> verbs(Shell shell) {
        Map<String, Supplier<Object>> verbs = new LinkedHashMap<>();
        verbs.put("init", () -> new InitVerb(shell));
        verbs.put("server", () -> new ServerVerb(shell));
        verbs.put(STATUS, () -> new StatusVerb(shell));
        verbs.put("node", () -> Group.line(new NodeGroup(shell)));
        verbs.put("kv", () -> Group.line(new KvGroup(shell)));
        verbs.put("changes", () -> new ChangesVerb(shell));
        verbs.put("events", () -> new EventsVerb(shell));
        verbs.put("history", () -> new HistoryVerb(shell));
        verbs.put("maintenance", () -> Group.line(new MaintenanceGroup(shell)));
        verbs.put("member", () -> Group.line(new MemberGroup(shell)));
        verbs.put("log", () -> Group.line(new LogGroup(shell)));
        verbs.put("config", () -> Group.line(new ConfigGroup(shell)));
        verbs.put("doctor", () -> new DoctorVerb(shell));
        verbs.put("bundle", () -> new BundleVerb(shell));
        verbs.put("mib", () -> new MibVerb(shell));
        verbs.put("nagios", () -> Group.line(new NagiosGroup(shell)));
        verbs.put("backup", () -> new BackupVerb(shell));
        verbs.put("restore", () -> new RestoreVerb(shell));
        verbs.put("recover", () -> new RecoverVerb(shell));
        verbs.put("demo", () -> new DemoVerb(shell));
        verbs.put("generate-completion", GenerateCompletion::new);
        verbs.put("help", HelpCommand::new);
        return verbs;
    }

    /** Reading the options of every command takes longer than many a command, so only the named one is made if one is named. */
    private static Map<String, Supplier<Object>> wanted(Map<String, Supplier<Object>> verbs, String... arguments) {
        Set<String> needAll = Set.of("help", "generate-completion");
        if (arguments.length > 0 && verbs.containsKey(arguments[0]) && !needAll.contains(arguments[0])) {
            verbs.keySet().retainAll(Set.of(arguments[0]));
        }
        return verbs;
    }

    private static void addHelp(CommandLine command) {
        Object verb = command.getCommand();
        if (verb instanceof KvValueCommand) {
            command.setUnmatchedOptionsArePositionalParams(true);
        } else if (!(verb instanceof HelpCommand) && !(verb instanceof GenerateCompletion)) {
            command.getCommandSpec().mixinStandardHelpOptions(true);
        }
        command.getSubcommands().values().forEach(Main::addHelp);
    }

    private static int usage(Shell shell, ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        shell.say("awa: " + wrong.getMessage());
        var guesses = new java.io.StringWriter();
        if (CommandLine.UnmatchedArgumentException.printSuggestions(wrong, new PrintWriter(guesses, true))) {
            shell.say(guesses.toString().strip());
        }
        shell.say("Try: " + command.getCommandSpec().qualifiedName() + " --help");
        return isStatus(command.getCommandSpec()) ? Exit.STATUS_NOT_KNOWN : Exit.USAGE;
    }

    private static int failed(Shell shell, Exception failure, ParseResult parsed) {
        Failure told = Failure.of(failure);
        shell.say("awa: " + told.message());
        if (told.isOurs()) {
            failure.printStackTrace(shell.err());
        }
        boolean status = parsed.hasSubcommand() && isStatus(parsed.subcommand().commandSpec());
        return status ? Exit.STATUS_NOT_KNOWN : told.exitCode();
    }

    /** The one that tells by its exit code how the cluster is, not that of a group. */
    private static boolean isStatus(CommandSpec command) {
        return command.qualifiedName().equals("awa " + STATUS);
    }

    /** What the terminal expects; UTF-8 if that cannot say all we write, as where no language is set (cron, ssh). */
    private static Charset charset() {
        String name = System.getProperty("native.encoding", "UTF-8");
        Charset charset = Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
        return charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
    }
}
