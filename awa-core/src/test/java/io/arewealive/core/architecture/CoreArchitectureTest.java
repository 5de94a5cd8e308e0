package io.arewealive.core.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The core")
class CoreArchitectureTest {

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.arewealive.core");

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void keeps_the_rule(ArchRule rule) {
        rule.check(CORE);
    }

    static Stream<ArchRule> keeps_the_rule() {
        return new CoreRules("io.arewealive.core").all();
    }
}
