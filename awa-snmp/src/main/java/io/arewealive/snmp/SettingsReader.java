package io.arewealive.snmp;

import io.arewealive.config.ConfigException;
import io.arewealive.config.ConfigProblem;
import io.arewealive.config.Setting;
import io.arewealive.face.FaceSettings;
import io.arewealive.snmp.agent.Access;
import io.arewealive.snmp.agent.Community;
import io.arewealive.snmp.agent.Network;
import io.arewealive.snmp.agent.Place;
import io.arewealive.snmp.agent.Secret;
import io.arewealive.snmp.agent.User;
import io.arewealive.snmp.mib.AwaMib;
import io.arewealive.snmp.mib.Root;
import io.arewealive.snmp.trap.Receiver;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the settings, and collects all that is wrong with them. */
final class SettingsReader {

    private static final String USERS = "awa.snmp.users.";
    static final String TRAPS = "awa.snmp.trap.";
    private static final String SOURCES = "awa.snmp.v2c.sources";
    private static final String ROOT = "awa.snmp.root-oid";
    private static final int LONGEST_USER = 32;

    private final FaceSettings settings;
    private final Map<String, String> origins;
    private final List<ConfigProblem> problems = new ArrayList<>();

    private SettingsReader(FaceSettings settings) {
        this.settings = settings;
        this.origins = settings.effective().stream()
                .collect(Collectors.toMap(Setting::key, Setting::origin, (a, b) -> b, TreeMap::new));
    }

    /**
     * The settings of this instance.
     *
     * @throws ConfigException with all that is wrong
     */
    static SnmpSettings read(FaceSettings settings) {
        var reader = new SettingsReader(settings);
        SnmpSettings read = reader.read();
        if (!reader.problems.isEmpty()) {
            throw new ConfigException(reader.problems);
        }
        return read;
    }

    /** All that is wrong with them. */
    static List<ConfigProblem> problems(FaceSettings settings) {
        var reader = new SettingsReader(settings);
        reader.read();
        return List.copyOf(reader.problems);
    }

    private SnmpSettings read() {
        var place = new Place(text("awa.snmp.bind").orElse("127.0.0.1"), port());
        Root root = checked(ROOT, text(ROOT).orElse(AwaMib.DEFAULT_ROOT), Root::new)
                .orElseGet(() -> new Root(AwaMib.DEFAULT_ROOT));
        List<User> users = users();
        Optional<Community> community = community();
        List<Receiver> receivers = new ReceiverReader(this, names(USERS), community).read(names(TRAPS));
        if (users.isEmpty() && community.isEmpty() && problems.isEmpty()) {
            problem(
                    "awa.snmp.enabled",
                    "the agent runs, but nobody may ask it; make a user with awa init, or set " + USERS
                            + "NAME.auth-password and " + USERS + "NAME.priv-password, or awa.snmp.v2c.community");
        }
        return new SnmpSettings(place, root, new Access(users, community), receivers);
    }

    private OptionalInt port() {
        return text("awa.snmp.port").map(Integer::valueOf).map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    private List<User> users() {
        return names(USERS).stream().flatMap(name -> user(name).stream()).toList();
    }

    private List<String> names(String family) {
        return origins.keySet().stream()
                .filter(key -> key.startsWith(family))
                .map(key -> key.substring(family.length(), key.lastIndexOf('.')))
                .distinct()
                .toList();
    }

    private Optional<User> user(String name) {
        String key = USERS + name + ".";
        if (name.length() > LONGEST_USER) {
            problem(key + "auth-password", "the name of a user of SNMPv3 has at most " + LONGEST_USER + " characters");
        }
        Optional<Secret> auth = password(key + "auth-password");
        Optional<Secret> priv = password(key + "priv-password");
        return auth.flatMap(known -> priv.map(secret -> new User(
                name,
                text(key + "auth-protocol").orElse("SHA-256").equals("SHA-512"),
                known,
                text(key + "priv-protocol").orElse("AES-128").equals("AES-256"),
                secret)));
    }

    private Optional<Secret> password(String key) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            problem(key, "a user of SNMPv3 needs an auth-password and a priv-password of at least 8 characters");
        }
        return text.map(Secret::new);
    }

    private Optional<Community> community() {
        return text("awa.snmp.v2c.community").map(word -> new Community(new Secret(word), sources()));
    }

    private List<Network> sources() {
        List<Network> networks = new ArrayList<>();
        for (String each : list(SOURCES, "127.0.0.0/8,::1")) {
            checked(SOURCES, each, Network::parse).ifPresent(networks::add);
        }
        return networks;
    }

    List<String> list(String key, String otherwise) {
        return Arrays.stream(text(key).orElse(otherwise).split(","))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
    }

    private <T> Optional<T> checked(String key, String text, Function<String, T> parse) {
        try {
            return Optional.of(parse.apply(text));
        } catch (IllegalArgumentException e) {
            problem(key, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    Optional<String> text(String key) {
        return settings.setting(key).filter(value -> !value.isBlank());
    }

    void problem(String key, String message) {
        problems.add(new ConfigProblem(key, origins.getOrDefault(key, "not set"), message));
    }
}
