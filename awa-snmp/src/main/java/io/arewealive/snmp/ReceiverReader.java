package io.arewealive.snmp;

import io.arewealive.snmp.agent.Community;
import io.arewealive.snmp.agent.Secret;
import io.arewealive.snmp.trap.Notifier;
import io.arewealive.snmp.trap.Receiver;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads who is told. */
final class ReceiverReader {

    private static final Pattern TARGET =
            Pattern.compile("(?:\\[(?<v6>[0-9A-Fa-f:.%\\w]+)]|(?<host>[A-Za-z0-9._-]+)):(?<port>\\d{1,5})");
    private static final int LAST_PORT = 65_535;

    private final SettingsReader settings;
    private final List<String> users;
    private final Optional<Community> community;

    ReceiverReader(SettingsReader settings, List<String> users, Optional<Community> community) {
        this.settings = settings;
        this.users = users;
        this.community = community;
    }

    List<Receiver> read(List<String> names) {
        return names.stream().flatMap(name -> receiver(name).stream()).toList();
    }

    private Optional<Receiver> receiver(String name) {
        String key = SettingsReader.TRAPS + name + ".";
        boolean v3 = settings.text(key + "version").orElse("v3").equals("v3");
        Optional<String> user = v3 ? user(key) : Optional.empty();
        Secret word = v3 ? new Secret("") : word(key);
        Set<String> types = types(key);
        boolean inform = settings.text(key + "inform").orElse("true").equals("true");
        return target(key + "target")
                .map(at -> new Receiver(name, at.getHostString(), at.getPort(), user, word, inform, types));
    }

    private Optional<InetSocketAddress> target(String key) {
        Optional<String> text = settings.text(key);
        Matcher matcher = TARGET.matcher(text.orElse(""));
        int port = matcher.matches() ? Integer.parseInt(matcher.group("port")) : 0;
        if (port < 1 || port > LAST_PORT) {
            settings.problem(
                    key,
                    text.map(said -> "\"" + said + "\" must be").orElse("must be")
                            + " HOST:PORT of one receiver, which most often listens at port 162; an IPv6 address stands in brackets:"
                            + " [fd00::1]:162");
            return Optional.empty();
        }
        String host = Optional.ofNullable(matcher.group("v6")).orElseGet(() -> matcher.group("host"));
        return Optional.of(InetSocketAddress.createUnresolved(host, port));
    }

    private Optional<String> user(String key) {
        Optional<String> said = settings.text(key + "user");
        Optional<String> user = said.or(() -> users.stream().findFirst().filter(first -> users.size() == 1));
        if (user.filter(users::contains).isEmpty()) {
            settings.problem(
                    key + "user",
                    said.map(name -> "\"" + name + "\" is no user of awa.snmp.users; ")
                                    .orElse("")
                            + (users.isEmpty()
                                    ? "make a user with awa init, or set " + key + "version=v2c"
                                    : "set it to one of " + String.join(", ", users)));
        }
        return user;
    }

    private Secret word(String key) {
        Optional<Secret> word =
                settings.text(key + "community").map(Secret::new).or(() -> community.map(Community::word));
        if (word.isEmpty()) {
            settings.problem(key + "community", "notifications by SNMPv2c need a community");
        }
        return word.orElseGet(() -> new Secret(""));
    }

    private Set<String> types(String key) {
        Set<String> types = Set.copyOf(settings.list(key + "events", ""));
        List<String> known = Notifier.types();
        for (String type : types) {
            if (!known.contains(type)) {
                settings.problem(
                        key + "events",
                        "there is no notification of \"" + type + "\"; take some of " + String.join(", ", known));
            }
        }
        return types;
    }
}
