package io.arewealive.snmp;

import io.arewealive.event.EventType;
import io.arewealive.snmp.agent.Community;
import io.arewealive.snmp.agent.Secret;
import io.arewealive.snmp.agent.User;
import io.arewealive.snmp.trap.Receiver;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads who is told. */
final class ReceiverReader {

    private final SettingsReader settings;
    private final List<User> users;
    private final Optional<Community> community;

    ReceiverReader(SettingsReader settings, List<User> users, Optional<Community> community) {
        this.settings = settings;
        this.users = users;
        this.community = community;
    }

    List<Receiver> read(List<String> names) {
        return names.stream().flatMap(name -> receiver(name).stream()).toList();
    }

    private Optional<Receiver> receiver(String name) {
        String key = SettingsReader.TRAPS + name + ".";
        Optional<String> target = settings.text(key + "target");
        if (target.isEmpty()) {
            settings.problem(key + "target", "is not set; set it to HOST:PORT of the receiver, most often port 162");
            return Optional.empty();
        }
        boolean v3 = settings.text(key + "version").orElse("v3").equals("v3");
        Optional<String> user = v3 ? user(key) : Optional.empty();
        int colon = target.get().lastIndexOf(':');
        return Optional.of(new Receiver(
                name,
                target.get().substring(0, colon).replace("[", "").replace("]", ""),
                Integer.parseInt(target.get().substring(colon + 1)),
                user,
                v3 ? new Secret("") : word(key),
                settings.text(key + "inform").orElse("true").equals("true"),
                types(key)));
    }

    private Optional<String> user(String key) {
        Optional<String> said = settings.text(key + "user");
        Optional<String> only = users.size() == 1 ? Optional.of(users.get(0).name()) : Optional.empty();
        Optional<String> user = said.or(() -> only);
        boolean known = user.filter(
                        name -> users.stream().anyMatch(each -> each.name().equals(name)))
                .isPresent();
        if (!known) {
            settings.problem(
                    key + "user",
                    said.map(name -> "\"" + name + "\" is no user of awa.snmp.users")
                                    .orElse("is not set")
                            + "; set it to one of "
                            + users.stream().map(User::name).collect(Collectors.joining(", ", "[", "]")));
        }
        return user;
    }

    private Secret word(String key) {
        Optional<Secret> word =
                settings.text(key + "community").map(Secret::new).or(() -> community.map(Community::word));
        if (word.isEmpty()) {
            settings.problem(key + "community", "is not set; notifications by SNMPv2c need a community");
        }
        return word.orElseGet(() -> new Secret(""));
    }

    private Set<String> types(String key) {
        Set<String> types = Set.copyOf(settings.list(key + "events", ""));
        List<String> known =
                Arrays.stream(EventType.values()).map(EventType::id).toList();
        for (String type : types) {
            if (!known.contains(type)) {
                settings.problem(
                        key + "events",
                        "\"" + type + "\" is no type of events; take some of " + String.join(", ", known));
            }
        }
        return types;
    }
}
