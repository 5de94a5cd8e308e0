package io.arewealive.snmp.mib;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** AWA-MIB as text in SMIv2. */
public final class MibText {

    private static final int WIDTH = 72;
    private static final String ENTERPRISES = "1.3.6.1.4.1";
    private static final Map<String, String> KNOWN = Map.of(
            "1.3",
            "org",
            "1.3.6",
            "dod",
            "1.3.6.1",
            "internet",
            "1.3.6.1.2",
            "mgmt",
            "1.3.6.1.3",
            "experimental",
            "1.3.6.1.4",
            "private",
            ENTERPRISES + ".8072",
            "netSnmp",
            ENTERPRISES + ".8072.9999",
            "netSnmpExperimental",
            ENTERPRISES + ".8072.9999.9999",
            "netSnmpPlaypen");
    private static final Pattern DOT = Pattern.compile("\\.");
    private static final Pattern SPACE = Pattern.compile(" ");
    private static final String DATE = "202611280000Z";

    private final Root root;
    private final AwaMib mib;
    private final StringBuilder text = new StringBuilder();

    private MibText(Root root) {
        this.root = root;
        this.mib = AwaMib.at(root);
    }

    /** The module below this root. */
    public static String of(Root root) {
        var text = new MibText(root);
        text.write();
        return text.text.toString();
    }

    private void write() {
        line("AWA-MIB DEFINITIONS ::= BEGIN");
        imports();
        identity();
        Description.CONVENTIONS.forEach(this::convention);
        heading("The tree");
        for (String node : List.of(
                "awaNotifications =awaMIB 0",
                "awaObjects       =awaMIB 1",
                "awaConformance   =awaMIB 2",
                "awaIdentities    =awaMIB 3",
                "awaServer        =awaIdentities 1",
                "awaCluster       =awaObjects 1",
                "awaCompliances   =awaConformance 1",
                "awaGroups        =awaConformance 2")) {
            line(node.replace("=", "OBJECT IDENTIFIER ::= { ") + " }");
        }
        heading("The cluster. Numbers 13 and 14 are reserved for who is master.");
        mib.cluster().forEach(leaf -> object(leaf, "awaCluster"));
        mib.tables().forEach(this::table);
        heading("Numbers 5 to 10 below awaObjects are reserved for leaderships, services,"
                + "\n-- instances, checks, packages and delayed actions.");
        heading("Notifications. Numbers 3 and 6 to 10 are reserved.");
        mib.notices().forEach(this::notice);
        conformance();
        line("");
        line("END");
    }

    private void imports() {
        Map<String, TreeSet<String>> words = new TreeMap<>();
        Stream.concat(mib.cluster().stream(), mib.tables().stream().flatMap(table -> table.columns().stream()))
                .map(Leaf::syntax)
                .filter(syntax -> !syntax.module().isEmpty())
                .forEach(syntax -> words.computeIfAbsent(syntax.module(), unused -> new TreeSet<>())
                        .add(syntax.imported()));
        words.computeIfAbsent("SNMPv2-SMI", unused -> new TreeSet<>())
                .addAll(List.of("MODULE-IDENTITY", "NOTIFICATION-TYPE", "OBJECT-TYPE", "Unsigned32"));
        if (isEnterprise()) {
            words.computeIfAbsent("SNMPv2-SMI", unused -> new TreeSet<>()).add("enterprises");
        }
        words.computeIfAbsent("SNMPv2-TC", unused -> new TreeSet<>()).add("TEXTUAL-CONVENTION");
        words.computeIfAbsent("SNMPv2-CONF", unused -> new TreeSet<>())
                .addAll(List.of("MODULE-COMPLIANCE", "NOTIFICATION-GROUP", "OBJECT-GROUP"));
        line("");
        line("IMPORTS");
        text.append(words.entrySet().stream()
                .map(entry -> wrapped(String.join(", ", entry.getValue()), "    ") + "\n        FROM " + entry.getKey())
                .collect(Collectors.joining("\n")));
        line(";");
    }

    private void identity() {
        line("");
        line("awaMIB MODULE-IDENTITY");
        line("    LAST-UPDATED \"%s\"".formatted(DATE));
        line("    ORGANIZATION \"The AWA project\"");
        line("    CONTACT-INFO \"The AWA project\"");
        description(
                "Are we alive? Which servers of a cluster are alive, in what state, and who is in charge. One agent in any node"
                        + " answers for the whole cluster, with or without a majority. All objects are read-only. What is not"
                        + " known has no instance.");
        line("    REVISION     \"%s\"".formatted(DATE));
        description("The cluster, its nodes, changes and events.");
        line(wrapped("::= { %s }".formatted(parent()), "    "));
    }

    /** Every number on the way has a name: the one that others know it by, if there is one. */
    private String parent() {
        String[] first = {"ccitt", "iso", "joint-iso-ccitt"};
        var words = new StringBuilder(
                isEnterprise() ? "enterprises" : first[root.text().charAt(0) - '0']);
        var way = new StringBuilder(isEnterprise() ? ENTERPRISES : root.text().substring(0, 1));
        String[] rest = DOT.split(root.text().substring(way.length() + 1), -1);
        for (int i = 0; i < rest.length - 1; i++) {
            way.append('.').append(rest[i]);
            words.append(' ')
                    .append(KNOWN.getOrDefault(way.toString(), "awaArc" + (i + 1)))
                    .append("(" + rest[i] + ")");
        }
        return words + " " + rest[rest.length - 1];
    }

    private boolean isEnterprise() {
        return root.text().startsWith(ENTERPRISES + ".");
    }

    private void convention(Enumeration<?> convention) {
        line("");
        line("%s ::= TEXTUAL-CONVENTION".formatted(convention.name()));
        line("    STATUS       current");
        description(convention.description());
        line("    SYNTAX       INTEGER {");
        line(wrapped(convention.listed(), "                     "));
        line("                 }");
    }

    private void object(Leaf<?> leaf, String parent) {
        object(leaf.name(), leaf.syntax().name(), leaf.units(), "read-only", leaf.description(), parent, leaf.number());
    }

    private void object(
            String name, String syntax, String units, String access, String description, String parent, int number) {
        line("");
        line("%s OBJECT-TYPE".formatted(name));
        line("    SYNTAX       %s".formatted(syntax));
        if (!units.isEmpty()) {
            line("    UNITS        \"%s\"".formatted(units));
        }
        line("    MAX-ACCESS   %s".formatted(access));
        line("    STATUS       current");
        description(description);
        line("    ::= { %s %d }".formatted(parent, number));
    }

    private void table(Table<?> table) {
        String entry = table.stem() + "Entry";
        String row = Character.toUpperCase(entry.charAt(0)) + entry.substring(1);
        heading(table.stem() + "Table");
        object(
                table.stem() + "Table",
                "SEQUENCE OF " + row,
                "",
                "not-accessible",
                table.description(),
                "awaObjects",
                table.number());
        line("");
        line("%s OBJECT-TYPE".formatted(entry));
        line("    SYNTAX       %s".formatted(row));
        line("    MAX-ACCESS   not-accessible");
        line("    STATUS       current");
        description(table.what());
        line("    INDEX        { %s }".formatted(table.indexName()));
        line("    ::= { %sTable 1 }".formatted(table.stem()));
        line("");
        line("%s ::= SEQUENCE {".formatted(row));
        List<String> members = new ArrayList<>();
        members.add("    %-24s Unsigned32".formatted(table.indexName()));
        table.columns()
                .forEach(leaf -> members.add(
                        "    %-24s %s".formatted(leaf.name(), leaf.syntax().imported())));
        line(String.join(",\n", members));
        line("}");
        object(table.indexName(), Syntax.INDEX.name(), "", "not-accessible", table.indexDescription(), entry, 1);
        table.columns().forEach(leaf -> object(leaf, entry));
    }

    private void notice(Notice notice) {
        line("");
        line("%s NOTIFICATION-TYPE".formatted(notice.name()));
        line("    OBJECTS {");
        line(wrapped(String.join(", ", notice.objects()), "        "));
        line("    }");
        line("    STATUS       current");
        description(notice.description());
        line("    ::= { awaNotifications %d }".formatted(notice.number()));
    }

    private void conformance() {
        heading("Conformance");
        List<String> groups = new ArrayList<>();
        groups.add(group(
                "OBJECT-GROUP",
                "awaClusterGroup",
                "OBJECTS",
                mib.cluster().stream().map(Leaf::name).toList(),
                "The cluster as a whole.",
                1));
        for (Table<?> table : mib.tables()) {
            groups.add(group(
                    "OBJECT-GROUP",
                    table.stem() + "Group",
                    "OBJECTS",
                    table.columns().stream().map(Leaf::name).toList(),
                    table.description(),
                    table.number()));
        }
        groups.add(group(
                "NOTIFICATION-GROUP",
                "awaNotificationGroup",
                "NOTIFICATIONS",
                mib.notices().stream().map(Notice::name).toList(),
                "What consoles are told by themselves.",
                20));
        line("");
        line("awaCompliance MODULE-COMPLIANCE");
        line("    STATUS       current");
        description("What every agent of AWA has.");
        line("    MODULE");
        line("    MANDATORY-GROUPS {");
        line(wrapped(String.join(", ", groups), "        "));
        line("    }");
        line("    ::= { awaCompliances 1 }");
    }

    private String group(
            String macro, String name, String keyword, List<String> members, String description, int number) {
        line("");
        line("%s %s".formatted(name, macro));
        line("    %s {".formatted(keyword));
        line(wrapped(String.join(", ", members), "        "));
        line("    }");
        line("    STATUS       current");
        description(description);
        line("    ::= { awaGroups %d }".formatted(number));
        return name;
    }

    private void description(String sentence) {
        line("    DESCRIPTION");
        line(wrapped("\"" + sentence + "\"", "        "));
    }

    private void heading(String about) {
        line("");
        line("-- %s".formatted(about));
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private static String wrapped(String words, String indent) {
        var lines = new StringBuilder(indent);
        int column = indent.length();
        for (String word : SPACE.split(words, -1)) {
            boolean first = column == indent.length();
            if (!first && column + 1 + word.length() > WIDTH) {
                lines.append('\n').append(indent);
                column = indent.length();
                first = true;
            }
            lines.append(first ? "" : " ").append(word);
            column += word.length() + (first ? 0 : 1);
        }
        return lines.toString();
    }
}
