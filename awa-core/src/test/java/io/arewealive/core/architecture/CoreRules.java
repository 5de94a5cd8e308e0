package io.arewealive.core.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** What the packages of the core may use, for a given root: the core itself, or the planted violations. */
record CoreRules(String root) {

    private static final Set<String> PURE = Set.of(
            "raft", "step", "table", "liveness", "machine", "wire", "kv", "failover", "heartbeat", "action", "gossip");

    private static final Set<String> SHELL =
            Set.of("loop", "log", "channel", "store", "exec", "probe", "publish", "config", "trust");

    private static final Set<String> WORLD = Set.of(
            "java.lang.Thread",
            "java.lang.ThreadLocal",
            "java.lang.Process",
            "java.lang.ProcessBuilder",
            "java.lang.Runtime",
            "java.lang.System$Logger",
            "java.util.Timer",
            "java.util.TimerTask");

    /** Every package is a slice of its own, also a parent and its children. */
    ArchRule packages_form_no_cycle() {
        return slices().assignedFrom(onePerPackage()).should().beFreeOfCycles().allowEmptyShould(true);
    }

    ArchRule jgroups_stays_in_the_channel() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".channel..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.jgroups..")
                .allowEmptyShould(true);
    }

    ArchRule the_database_stays_in_the_store() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.persistence..", "org.eclipse.persistence..", "org.hsqldb..")
                .allowEmptyShould(true);
    }

    ArchRule pure_packages_touch_no_world() {
        return noClasses()
                .that()
                .resideInAnyPackage(under(PURE))
                .should()
                .dependOnClassesThat(describe("do I/O, threads or logging", CoreRules::isWorld))
                .allowEmptyShould(true);
    }

    ArchRule pure_packages_use_no_shell_package() {
        return noClasses()
                .that()
                .resideInAnyPackage(under(PURE))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(under(SHELL))
                .allowEmptyShould(true);
    }

    ArchRule pure_packages_make_no_chance_of_their_own() {
        return noClasses()
                .that()
                .resideInAnyPackage(under(PURE))
                .should()
                .accessTargetWhere(access("make a random source", CoreRules::isChance))
                .allowEmptyShould(true);
    }

    ArchRule pure_packages_read_no_clock() {
        return noClasses()
                .that()
                .resideInAnyPackage(under(PURE))
                .should()
                .accessTargetWhere(access("read a clock", CoreRules::isClock))
                .allowEmptyShould(true);
    }

    ArchRule only_wiring_reads_a_clock() {
        return noClasses()
                .that(describe(
                        "are not Wiring",
                        (JavaClass type) -> !outermost(type).getSimpleName().equals("Wiring")))
                .should()
                .accessTargetWhere(access("read a clock", CoreRules::isClock))
                .allowEmptyShould(true);
    }

    Stream<ArchRule> all() {
        return Stream.of(
                packages_form_no_cycle(),
                jgroups_stays_in_the_channel(),
                the_database_stays_in_the_store(),
                pure_packages_touch_no_world(),
                pure_packages_use_no_shell_package(),
                pure_packages_make_no_chance_of_their_own(),
                pure_packages_read_no_clock(),
                only_wiring_reads_a_clock());
    }

    private String[] under(Set<String> packages) {
        return packages.stream().map(name -> root + "." + name + "..").toArray(String[]::new);
    }

    private static boolean isWorld(JavaClass type) {
        String home = type.getPackageName();
        if (type.getName().startsWith("java.util.concurrent.ConcurrentSkipList")) {
            return false; // collections that others may read meanwhile; they start nothing and wait for nothing
        }
        return WORLD.contains(type.getName())
                || Stream.of(
                                "java.io",
                                "java.net",
                                "java.nio.file",
                                "java.nio.channels",
                                "java.util.concurrent",
                                "java.util.logging",
                                "org.slf4j")
                        .anyMatch(banned -> home.equals(banned) || home.startsWith(banned + "."));
    }

    private static boolean isClock(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        String name = access.getName();
        if (owner.isEquivalentTo(System.class)) {
            return name.equals("nanoTime") || name.equals("currentTimeMillis");
        }
        if (owner.isEquivalentTo(java.util.Date.class)) {
            return name.equals(JavaConstructor.CONSTRUCTOR_NAME) && takesNoSource(access);
        }
        return owner.getPackageName().equals("java.time")
                && (name.startsWith("system")
                        || name.startsWith("tick")
                        || (name.equals("now") && takesNoSource(access)));
    }

    /** {@code Instant.now(clock)} is fine: the caller was given the clock. */
    private static boolean takesNoSource(JavaAccess<?> access) {
        return access.getTarget() instanceof CodeUnitCallTarget target
                && target.getRawParameterTypes().stream()
                        .allMatch(type -> type.getName().equals("java.time.ZoneId"));
    }

    private static boolean isChance(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        String name = access.getName();
        boolean construction = name.equals(JavaConstructor.CONSTRUCTOR_NAME);
        return (construction && owner.isAssignableTo(Random.class))
                || (construction && owner.getName().equals("java.util.SplittableRandom"))
                || (owner.isEquivalentTo(Math.class) && name.equals("random"))
                || (owner.isEquivalentTo(UUID.class) && name.equals("randomUUID"))
                || (owner.isEquivalentTo(RandomGenerator.class) && (name.equals("of") || name.equals("getDefault")))
                || owner.getName().equals("java.util.random.RandomGeneratorFactory");
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(CoreRules::outermost).orElse(type);
    }

    private static DescribedPredicate<JavaAccess<?>> access(
            String description, java.util.function.Predicate<JavaAccess<?>> test) {
        return describe(description, test);
    }

    private static SliceAssignment onePerPackage() {
        return new SliceAssignment() {
            @Override
            public String getDescription() {
                return "packages";
            }

            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return type.getPackageName().startsWith("io.arewealive")
                        ? SliceIdentifier.of(type.getPackageName())
                        : SliceIdentifier.ignore();
            }
        };
    }
}
