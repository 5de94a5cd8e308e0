package io.arewealive.standalone.architecture;

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
class HouseRulesTest {

    private static final String ROOT = "io.arewealive.standalone.architecture.planted";
    private static final JavaClasses PLANTED = new ClassFileImporter().importPackages(ROOT);
    private static final Pattern OFFENDER =
            Pattern.compile("(?:Constructor|Method|Class|Field) <" + Pattern.quote(ROOT) + "\\.(\\w+\\.\\w+)");

    private final HouseRules rules = new HouseRules(ROOT);

    @Test
    void a_cycle_of_packages_is_caught() {
        assertEquals(Set.of("left.Left", "right.Right"), offenders(rules.packages_form_no_cycle()));
    }

    @Test
    void a_face_that_knows_the_core_is_caught() {
        assertEquals(
                Set.of("jmx.KnowsTheCore", "snmp.KnowsTheCore"), offenders(rules.jmx_and_snmp_see_the_api_alone()));
    }

    @Test
    void a_core_that_knows_a_face_is_caught() {
        assertEquals(Set.of("core.KnowsAFace"), offenders(rules.the_core_knows_none_of_its_faces()));
    }

    @Test
    void a_library_of_the_core_elsewhere_is_caught() {
        assertEquals(Set.of("standalone.UsesLibraries"), offenders(rules.libraries_of_the_core_stay_in_it()));
    }

    @Test
    void snmp4j_outside_snmp_is_caught() {
        assertEquals(Set.of("standalone.UsesLibraries"), offenders(rules.snmp4j_stays_in_snmp()));
    }

    @Test
    void java_serialization_is_caught() {
        assertEquals(Set.of("core.Deserializes", "core.Serializes"), offenders(rules.nobody_uses_java_serialization()));
    }

    @Test
    void an_exit_outside_the_launcher_is_caught() {
        assertEquals(Set.of("core.Exits", "core.Halts"), offenders(rules.only_programs_end_the_process()));
    }

    @Test
    void printing_outside_programs_is_caught() {
        assertEquals(Set.of("core.Prints", "core.PrintsTraces"), offenders(rules.only_programs_print()));
    }

    @Test
    void a_package_without_null_marks_is_caught() {
        assertEquals(Set.of("unmarked.Unmarked"), offenders(rules.every_package_is_null_marked()));
    }

    private static Set<String> offenders(ArchRule rule) {
        return rule.evaluate(PLANTED).getFailureReport().getDetails().stream()
                .flatMap(detail -> OFFENDER.matcher(detail).results())
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
