package io.arewealive.standalone.architecture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The whole house")
class HouseArchitectureTest {

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.arewealive");

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void keeps_the_rule(ArchRule rule) {
        rule.check(HOUSE);
    }

    static Stream<ArchRule> keeps_the_rule() {
        return new HouseRules("io.arewealive").all();
    }

    @ParameterizedTest
    @ValueSource(strings = {"io.arewealive", "io.arewealive.core", "io.arewealive.jmx", "io.arewealive.snmp"})
    void is_seen_in_full(String packageName) {
        assertTrue(HOUSE.containPackage(packageName), packageName);
    }

    @Test
    void is_seen_without_its_tests() {
        assertTrue(HOUSE.stream().noneMatch(type -> type.getName().contains("planted")));
    }
}
