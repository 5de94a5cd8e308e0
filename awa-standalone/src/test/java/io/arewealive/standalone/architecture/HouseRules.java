package io.arewealive.standalone.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** What every module keeps to, for a given root: the whole house, or the planted violations. */
record HouseRules(String root) {

    ArchRule packages_form_no_cycle() {
        return slices().assignedFrom(onePerPackage()).should().beFreeOfCycles().allowEmptyShould(true);
    }

    ArchRule jmx_and_snmp_see_the_api_alone() {
        return noClasses()
                .that()
                .resideInAnyPackage(root + ".jmx..", root + ".snmp..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(root + ".core..", root + ".standalone..", root + ".samples..")
                .allowEmptyShould(true);
    }

    ArchRule the_core_knows_none_of_its_faces() {
        return noClasses()
                .that()
                .resideInAPackage(root + ".core..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(root + ".jmx..", root + ".snmp..", root + ".standalone..", root + ".samples..")
                .allowEmptyShould(true);
    }

    ArchRule libraries_of_the_core_stay_in_it() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(root + ".core..", root + ".samples..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.jgroups..", "jakarta.persistence..", "org.eclipse.persistence..", "org.hsqldb..")
                .allowEmptyShould(true);
    }

    ArchRule snmp4j_stays_in_snmp() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".snmp..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.snmp4j..")
                .allowEmptyShould(true);
    }

    ArchRule nobody_uses_java_serialization() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(java.io.ObjectInputStream.class, java.io.ObjectOutputStream.class)
                .allowEmptyShould(true);
    }

    ArchRule only_programs_end_the_process() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".standalone..")
                .and(describe("are no programs", HouseRules::isNoProgram))
                .should()
                .accessTargetWhere(describe("end the process", HouseRules::endsTheProcess))
                .allowEmptyShould(true);
    }

    ArchRule only_programs_print() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(root + ".standalone..", root + ".samples..")
                .and(describe("are no programs", HouseRules::isNoProgram))
                .should()
                .accessTargetWhere(describe("print", HouseRules::prints))
                .allowEmptyShould(true);
    }

    ArchRule every_package_is_null_marked() {
        return classes().should(liveInANullMarkedPackage()).allowEmptyShould(true);
    }

    Stream<ArchRule> all() {
        return Stream.of(
                packages_form_no_cycle(),
                jmx_and_snmp_see_the_api_alone(),
                the_core_knows_none_of_its_faces(),
                libraries_of_the_core_stay_in_it(),
                snmp4j_stays_in_snmp(),
                nobody_uses_java_serialization(),
                only_programs_end_the_process(),
                only_programs_print(),
                every_package_is_null_marked());
    }

    private static boolean isNoProgram(JavaClass type) {
        return type.tryGetMethod("main", String[].class).isEmpty();
    }

    private static boolean endsTheProcess(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        return (owner.isEquivalentTo(System.class) || owner.isEquivalentTo(Runtime.class))
                && Set.of("exit", "halt").contains(access.getName());
    }

    private static boolean prints(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        if (owner.isEquivalentTo(System.class)) {
            return Set.of("out", "err").contains(access.getName());
        }
        return owner.isAssignableTo(Throwable.class)
                && access.getName().equals("printStackTrace")
                && access.getTarget() instanceof com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget target
                && target.getRawParameterTypes().isEmpty();
    }

    private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
        return new ArchCondition<>("live in a @NullMarked package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(
                        type,
                        marked,
                        "Class <%s> lives in a package without package-info.java and @NullMarked"
                                .formatted(type.getName())));
            }
        };
    }

    private SliceAssignment onePerPackage() {
        return new SliceAssignment() {
            @Override
            public String getDescription() {
                return "packages";
            }

            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                String home = type.getPackageName();
                return home.equals(root) || home.startsWith(root + ".")
                        ? SliceIdentifier.of(home)
                        : SliceIdentifier.ignore();
            }
        };
    }
}
