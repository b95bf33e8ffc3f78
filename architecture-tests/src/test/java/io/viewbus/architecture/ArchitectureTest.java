/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The arrows between modules and packages, looked at from the one place that sees them all. */
class ArchitectureTest {

    /**
     * The modules besides the API, each with about half the classes that it has: the rules must not pass because something was
     * not imported.
     */
    private static final Map<String, Integer> LEAST_CLASSES = Map.of(
            "io.viewbus.membership..", 70,
            "io.viewbus.recording..", 10,
            "io.viewbus.core..", 50,
            "io.viewbus.aeron..", 15,
            "io.viewbus.gateway..", 12,
            "io.viewbus.metrics..", 8,
            "io.viewbus.testkit..", 60,
            "io.viewbus.cli..", 30,
            "io.viewbus.samples..", 3,
            "io.viewbus.perf..", 18);

    private static final int LEAST_CLASSES_OF_THE_API = 20;

    /** Everything in {@code io.viewbus} outside these packages is the API. */
    private static final String[] NOT_API = LEAST_CLASSES.keySet().toArray(String[]::new);

    private static final DescribedPredicate<JavaClass> API = resideInAPackage("io.viewbus..")
            .and(not(resideInAnyPackage(NOT_API)))
            .as("are in the API");

    private static final DescribedPredicate<JavaClass> MESSAGING_CORE = resideInAPackage("io.viewbus.core..")
            .and(not(resideInAnyPackage("io.viewbus.core.wire..", "io.viewbus.core.runtime..")))
            .as("are in the messaging core");

    private static final DescribedPredicate<JavaClass> SANS_IO = resideInAnyPackage(
                    "io.viewbus.membership.core..", "io.viewbus.membership.liveness..")
            .or(MESSAGING_CORE)
            .as("are in a core");

    private static final String[] FORBIDDEN_IN_CORES = {
        "java.io..",
        "java.net..",
        "java.nio.file..",
        "java.nio.channels..",
        "java.security..",
        "java.util.concurrent..",
        "java.util.random..",
        "reactor..",
        "org.reactivestreams..",
        "io.aeron..",
        "org.slf4j.."
    };

    private static final String FORBIDDEN_CLASSES_IN_CORES =
            "java\\.lang\\.(Thread|ThreadLocal|Runtime|Process|ProcessBuilder)"
                    + "|java\\.time\\.Clock"
                    + "|java\\.util\\.(Random|SplittableRandom|Timer|HashMap|HashSet|IdentityHashMap|WeakHashMap)"
                    + "|org\\.agrona\\.concurrent\\.(System|Cached|Offset|HighResolution).*Clock";

    private static JavaClasses classes;

    @BeforeAll
    static void importClasses() {
        classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.viewbus");
    }

    @Test
    void theRulesSeeEveryModule() {
        assertThat(count(API)).as("API").isGreaterThanOrEqualTo(LEAST_CLASSES_OF_THE_API);
        LEAST_CLASSES.forEach((module, least) ->
                assertThat(count(resideInAPackage(module))).as(module).isGreaterThanOrEqualTo(least));
    }

    private static long count(DescribedPredicate<JavaClass> wanted) {
        return classes.stream()
                .filter(wanted)
                .filter(type -> !isPackageInfo(type))
                .count();
    }

    @Test
    void api_usesNoOtherModule() {
        check(noClasses().that(API).should().dependOnClassesThat().resideInAnyPackage(NOT_API));
    }

    @Test
    void viewsAndWhatIsObserved_doNotKnowGroups() {
        check(noClasses()
                .that()
                .resideInAnyPackage("io.viewbus.view..", "io.viewbus.observe..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.viewbus"));
    }

    @Test
    void membership_usesOnlyTheApi() {
        check(noClasses()
                .that()
                .resideInAPackage("io.viewbus.membership..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others("io.viewbus.membership..")));
    }

    @Test
    void messaging_usesOnlyMembershipAndTheApi() {
        check(noClasses()
                .that()
                .resideInAPackage("io.viewbus.core..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others("io.viewbus.core..", "io.viewbus.membership..")));
    }

    @Test
    void messagingCore_doesNotKnowMembership() {
        check(noClasses()
                .that(MESSAGING_CORE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.viewbus.membership..", "io.viewbus.core.runtime.."));
    }

    @Test
    void transport_usesOnlyTheApi() {
        check(noClasses()
                .that()
                .resideInAPackage("io.viewbus.aeron..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others("io.viewbus.aeron..")));
    }

    @Test
    void gateway_usesOnlyTheApi() {
        check(noClasses()
                .that()
                .resideInAPackage("io.viewbus.gateway..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others("io.viewbus.gateway..")));
    }

    @Test
    void metrics_useOnlyTheApi() {
        check(noClasses()
                .that()
                .resideInAPackage("io.viewbus.metrics..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others("io.viewbus.metrics..")));
    }

    @Test
    void recording_usesOnlyTheApi() {
        check(noClasses()
                .that()
                .resideInAPackage("io.viewbus.recording..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others("io.viewbus.recording..")));
    }

    /** The checker is for those who verify recordings; the simulator around it is not in the command. */
    @Test
    void command_usesOfTheTestkitOnlyWhatVerifiesAndDrawsRecordings() {
        check(noClasses()
                .that()
                .resideInAPackage("io.viewbus.cli..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.viewbus.testkit..")
                        .and(not(resideInAnyPackage(
                                "io.viewbus.testkit.check..",
                                "io.viewbus.testkit.recorded..",
                                "io.viewbus.testkit.timeline..")))));
    }

    @Test
    void netty_isUsedOnlyByTheGateway() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("io.viewbus.gateway..", "io.viewbus.perf.peers..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.netty..", "reactor.netty.."));
    }

    @Test
    void testkit_usesOnlyMessagingMembershipRecordingsAndTheApi() {
        check(noClasses()
                .that()
                .resideInAPackage("io.viewbus.testkit..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others(
                        "io.viewbus.testkit..",
                        "io.viewbus.core..",
                        "io.viewbus.membership..",
                        "io.viewbus.recording..")));
    }

    @Test
    void aeron_isUsedOnlyByItsTransportAndTheMeasuredPeers() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("io.viewbus.aeron..", "io.viewbus.perf.peers..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.aeron.."));
    }

    @Test
    void cores_haveNoThreadsInputOutputOrLibrariesOfTheShell() {
        check(noClasses().that(SANS_IO).should().dependOnClassesThat().resideInAnyPackage(FORBIDDEN_IN_CORES));
    }

    @Test
    void cores_useNoClassOfTimeRandomnessOrHashOrder() {
        check(noClasses().that(SANS_IO).should().dependOnClassesThat().haveNameMatching(FORBIDDEN_CLASSES_IN_CORES));
    }

    @Test
    void cores_callNoClockAndNoRandomness() {
        check(noClasses()
                .that(SANS_IO)
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "identityHashCode", Object.class)
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod("java.time.Instant", "now")
                .orShould()
                .callMethod("java.util.UUID", "randomUUID"));
    }

    @Test
    void packages_liveInOneModuleOnly() {
        Map<String, Set<String>> modules = new TreeMap<>();
        for (JavaClass type : classes) {
            modules.computeIfAbsent(type.getPackageName(), name -> new TreeSet<>())
                    .add(moduleOf(type));
        }
        modules.values().removeIf(places -> places.size() == 1);
        assertThat(modules).isEmpty();
    }

    @Test
    void packages_areNullMarked() {
        Set<String> unmarked = new TreeSet<>();
        for (JavaClass type : classes) {
            JavaPackage home = type.getPackage();
            boolean generated = home.getName().endsWith(".wire.sbe");
            if (!generated && !home.isAnnotatedWith("org.jspecify.annotations.NullMarked")) {
                unmarked.add(home.getName());
            }
        }
        assertThat(unmarked).isEmpty();
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(false).check(classes);
    }

    /** All packages that are not the API, without those given. */
    private static String[] others(String... allowed) {
        return Arrays.stream(NOT_API)
                .filter(name -> !Arrays.asList(allowed).contains(name))
                .toArray(String[]::new);
    }

    /** The jar or directory a class was read from. */
    private static String moduleOf(JavaClass type) {
        String location = type.getSource().orElseThrow().getUri().toString();
        return location.substring(0, location.indexOf(type.getPackageName().replace('.', '/')));
    }

    private static boolean isPackageInfo(JavaClass type) {
        return type.getSimpleName().equals("package-info");
    }
}
