/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program that only watches membership loads no messaging class and starts no messaging thread, even with all jars on its class
 * path. Two real processes on loopback; one of them is killed.
 */
class MembershipOnlyIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Messaging: its core, and its part of the API, which is the package {@code io.viewbus} itself. */
    private static final Pattern MESSAGING_CLASS = Pattern.compile("\\bio\\.viewbus\\.(core\\.\\S+|[A-Z]\\S*)");

    private static final Pattern MEMBERSHIP_CLASS =
            Pattern.compile("\\bio\\.viewbus\\.membership\\.core\\.Acceptor\\b");

    /** Threads of Java code in a thread dump; those of the JVM itself have no number. */
    private static final Pattern JAVA_THREAD = Pattern.compile("(?m)^\"([^\"]+)\" #\\d+");

    /** What every JVM has, and Reactor's pool, on which joining may block. */
    private static final Pattern THREAD_OF_OTHERS = Pattern.compile("main|Reference Handler|Finalizer|Signal Dispatcher"
            + "|Service Thread|Monitor Deflation Thread|C[12] CompilerThread\\d+|Sweeper thread|Notification Thread"
            + "|Common-Cleaner|Attach Listener|process reaper.*|boundedElastic-.*");

    @TempDir
    Path directory;

    private final int port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void endProcesses() throws InterruptedException {
        for (Process process : processes) {
            process.destroyForcibly();
            process.waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void watchingViews_loadsAndStartsNothingOfMessaging() throws IOException, InterruptedException {
        Process ant = watch("ant");
        awaitOutput("ant", "[ant]");
        Process bee = watch("bee");
        awaitOutput("ant", "[ant, bee] +[bee] -[]");
        awaitOutput("bee", "[ant, bee] +[bee] -[]");

        List<String> threads = javaThreads(ant);
        bee.destroyForcibly();
        awaitOutput("ant", "[ant] +[] -[bee]");
        ant.destroy();
        assertThat(ant.waitFor(30, TimeUnit.SECONDS)).as("ended in time").isTrue();

        String loaded = Files.readString(directory.resolve("ant.classes"));
        assertThat(matches(MEMBERSHIP_CLASS, loaded))
                .as("the log lists classes")
                .isNotEmpty();
        assertThat(matches(MESSAGING_CLASS, loaded)).isEmpty();
        assertThat(threads)
                .filteredOn(name -> name.startsWith("viewbus"))
                .containsExactlyInAnyOrder("viewbus-agent-ant", "viewbus-ant");
        assertThat(threads)
                .filteredOn(name -> !name.startsWith("viewbus"))
                .allMatch(name -> THREAD_OF_OTHERS.matcher(name).matches());
    }

    private Process watch(String name) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                tool("java"),
                "--add-exports",
                "java.base/jdk.internal.misc=ALL-UNNAMED",
                "-Xlog:class+load:file=" + directory.resolve(name + ".classes"),
                "-cp",
                System.getProperty("java.class.path"),
                "io.viewbus.samples.WatchViews",
                name,
                "membership-only",
                Integer.toString(port));
        builder.environment().remove("JDK_JAVA_OPTIONS");
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = builder.redirectOutput(
                        directory.resolve(name + ".out").toFile())
                .redirectError(directory.resolve(name + ".err").toFile())
                .start();
        processes.add(process);
        return process;
    }

    private void awaitOutput(String name, String text) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(Files.readString(directory.resolve(name + ".out")))
                        .as(() -> name + " says on standard error: " + errors(name))
                        .contains(text));
    }

    private String errors(String name) {
        try {
            return Files.readString(directory.resolve(name + ".err"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private List<String> javaThreads(Process process) throws IOException, InterruptedException {
        Path dump = directory.resolve("threads");
        Process jcmd = new ProcessBuilder(tool("jcmd"), Long.toString(process.pid()), "Thread.print")
                .redirectErrorStream(true)
                .redirectOutput(dump.toFile())
                .start();
        processes.add(jcmd);
        assertThat(jcmd.waitFor(60, TimeUnit.SECONDS)).as("jcmd ended in time").isTrue();
        return matches(JAVA_THREAD, Files.readString(dump));
    }

    private static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MembershipOnlyIT::lastGroup).toList();
    }

    private static String lastGroup(MatchResult result) {
        return result.groupCount() == 0 ? result.group() : result.group(1);
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }
}
