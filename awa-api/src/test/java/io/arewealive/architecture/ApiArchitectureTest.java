package io.arewealive.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

class ApiArchitectureTest {

    private static final ArchRule ON_JAVA_ALONE = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify.annotations", "io.arewealive..");

    @Test
    void the_api_depends_on_java_alone() {
        JavaClasses api = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.arewealive");

        ON_JAVA_ALONE.check(api);
    }

    @Test
    void an_api_class_that_knows_a_library_is_caught() {
        JavaClasses planted = new ClassFileImporter().importPackages("io.arewealive.architecture.planted");

        assertEquals(
                1,
                ON_JAVA_ALONE.evaluate(planted).getFailureReport().getDetails().size());
    }
}
