/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What goes wrong at run time gets one sentence, a non-zero exit code, and leaves nothing behind. */
@Execution(ExecutionMode.CONCURRENT)
class MisuseIT {

    @TempDir
    Path directory;

    private TestCluster cluster;

    @BeforeEach
    void makeCluster() {
        cluster = new TestCluster(directory);
    }

    @AfterEach
    void endCluster() {
        cluster.close();
    }

    @Test
    void unknownInterface_isNamed() {
        String remedy = "choose one of these with --interface: ";
        Command pub = cluster.start("pub", "news", "x", "--interface", "nowhere0");
        Command views = cluster.start("views", "--interface", "nowhere0");
        requireComplaint(pub, 1, remedy);
        requireComplaint(views, 1, remedy);
    }

    @Test
    void nameInUseAndOtherOrder_areRefused() {
        Command ant = cluster.start("sub", "news", "--events", "--member", "ant", "--order", "fifo");
        ant.awaitView("ant");
        Command namesake = cluster.start("sub", "news", "--member", "ant");
        Command sub = cluster.start("sub", "news", "--order", "total");
        Command pub = cluster.start("pub", "news", "x", "--order", "total");
        requireComplaint(namesake, 1, "choose another with --member");
        requireComplaint(sub, 1, "has order FIFO, not TOTAL");
        requireComplaint(pub, 1, "has order FIFO, not TOTAL");
        assertThat(ant.isAlive()).isTrue();
    }

    @Test
    void publishing_isUtf8WhateverTheLocale() {
        Command ant = cluster.start("sub", "news", "--count", "2");
        Command pub =
                cluster.startShell("until viewbus members | grep -q sub; do :; done; viewbus pub news 'Grüße, 世界' ''");
        assertThat(pub.awaitExit()).isZero();
        assertThat(ant.awaitExit()).isZero();
        assertThat(ant.lines()).containsExactly("Grüße, 世界", "");
    }

    @Test
    void nobodySubscribed_isNoted() throws IOException {
        Command pub = cluster.start("pub", "news", "a", "b");
        assertThat(pub.awaitExit()).isZero();
        assertThat(pub.errors()).contains("nobody was subscribed to \"news\" for 2 of 2 messages");
        assertThat(cluster.leftovers()).isEmpty();
    }

    @Test
    void jvmWithoutAccess_namesTheRemedyAlsoToTheBus() {
        Command sub = cluster.startWithoutAccess("sub", "news");
        Command members = cluster.startWithoutAccess("members");
        requireComplaint(sub, 1, "--add-exports java.base/jdk.internal.misc=ALL-UNNAMED");
        requireComplaint(members, 1, "--add-exports java.base/jdk.internal.misc=ALL-UNNAMED");
    }

    @Test
    void lineOverTheLimit_failsAfterTheLinesBeforeIt() {
        Command ant = cluster.subscribe("ant", "news").awaitView("ant");
        Command pub =
                cluster.startShell("{ echo before; head -c 100000000 /dev/zero; } | viewbus pub news - --member p");
        requireComplaint(pub, 1, "line 2 is longer than 262144 bytes");
        ant.awaitLine("the line before", line -> line.endsWith(" p before"));
    }

    @Test
    void closedPipe_isNoFailureAndNoticedWhileNothingHappens() throws IOException {
        requireEndWithoutFailure(cluster.startShell(firstLineOf("sub news --events --member ant")));
        Command bee = cluster.subscribe("bee", "news").awaitView("bee");
        requireEndWithoutFailure(cluster.startShell(firstLineOf("views --follow")));
        bee.terminate();
        bee.awaitExit();
        assertThat(cluster.leftovers()).isEmpty();
    }

    private static String firstLineOf(String words) {
        return "viewbus " + words + " | head -n 1; echo \"exit ${PIPESTATUS[0]}\"";
    }

    private static void requireEndWithoutFailure(Command reader) {
        reader.awaitExit();
        assertThat(reader.lines()).hasSize(2).last().isEqualTo("exit 0");
        assertThat(reader.errors()).isEmpty();
    }

    @Test
    void fullDisk_isSaidByEveryCommand() {
        cluster.subscribe("ant", "news").awaitView("ant");
        List<Command> commands = Stream.of("views", "members", "sub news --events", "--help")
                .map(words -> cluster.startShell("viewbus " + words + " > /dev/full"))
                .toList();
        for (Command command : commands) {
            requireComplaint(command, 1, "standard output cannot be written: No space left on device");
        }
    }

    private static void requireComplaint(Command command, int exitCode, String sentence) {
        assertThat(command.awaitExit()).isEqualTo(exitCode);
        List<String> complaint = command.errors().lines().toList();
        assertThat(complaint).singleElement().asString().startsWith("viewbus: ").contains(sentence);
        assertThat(command.lines()).isEmpty();
    }
}
