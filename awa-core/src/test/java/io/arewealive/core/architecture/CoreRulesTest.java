package io.arewealive.core.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each rule, on classes that break it and on classes that look as if they did. */
class CoreRulesTest {

    private static final String ROOT = "io.arewealive.core.architecture.planted";
    private static final JavaClasses PLANTED = new ClassFileImporter().importPackages(ROOT);
    private static final Pattern OFFENDER =
            Pattern.compile("(?:Constructor|Method|Class|Field) <" + Pattern.quote(ROOT) + "\\.([\\w.]+)");

    private final CoreRules rules = new CoreRules(ROOT);

    @Test
    void a_cycle_of_packages_is_caught() {
        assertEquals(Set.of("left.Left", "right.Right"), offenders(rules.packages_form_no_cycle()));
    }

    @Test
    void jgroups_outside_the_channel_is_caught() {
        assertEquals(Set.of("loop.UsesLibraries"), offenders(rules.jgroups_stays_in_the_channel()));
    }

    @Test
    void a_database_type_outside_the_store_is_caught() {
        assertEquals(Set.of("loop.UsesLibraries"), offenders(rules.the_database_stays_in_the_store()));
    }

    @Test
    void a_pure_class_with_io_threads_or_a_logger_is_caught() {
        assertEquals(
                Set.of(
                        "raft.Concurrent",
                        "raft.Logs",
                        "raft.OpensFiles",
                        "raft.OpensSockets",
                        "raft.ReadsStreams",
                        "raft.SystemLogs",
                        "raft.Threaded"),
                offenders(rules.pure_packages_touch_no_world()));
    }

    @Test
    void a_pure_class_that_knows_the_shell_is_caught() {
        assertEquals(Set.of("raft.KnowsTheLoop"), offenders(rules.pure_packages_use_no_shell_package()));
    }

    @Test
    void a_pure_class_that_makes_its_own_random_source_is_caught() {
        assertEquals(Set.of("raft.Rolls"), offenders(rules.pure_packages_make_no_chance_of_their_own()));
    }

    @Test
    void a_pure_class_that_reads_a_clock_is_caught() {
        assertEquals(Set.of("raft.Ticks", "raft.Wiring"), offenders(rules.pure_packages_read_no_clock()));
    }

    @Test
    void a_clock_outside_wiring_is_caught() {
        assertEquals(
                Set.of("loop.Calls", "loop.Dates", "loop.Nested", "loop.Now", "loop.Refers", "raft.Ticks"),
                offenders(rules.only_wiring_reads_a_clock()));
    }

    @Test
    void packages_that_do_not_exist_yet_break_no_rule() {
        var nothing = new ClassFileImporter().importPackages("io.arewealive.none");

        new CoreRules("io.arewealive.none").all().forEach(rule -> rule.check(nothing));
    }

    private static Set<String> offenders(ArchRule rule) {
        return rule.evaluate(PLANTED).getFailureReport().getDetails().stream()
                .flatMap(detail -> OFFENDER.matcher(detail).results())
                .map(found -> simple(found.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The package and the outermost class of a member. */
    private static String simple(String member) {
        String[] parts = member.split("[.$]", -1);
        return parts[0] + "." + parts[1];
    }
}
