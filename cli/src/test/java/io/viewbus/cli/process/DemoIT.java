/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The demo proves what it shows, fails when it should, and leaves nothing behind. */
@Execution(ExecutionMode.CONCURRENT)
class DemoIT {

    private static final Pattern OK =
            Pattern.compile("demo ok: (\\d+) views, (\\d+) messages, digests equal at (\\d+) of (\\d+)");

    @TempDir
    Path directory;

    @Test
    void demo_isOk() throws IOException {
        try (TestCluster cluster = new TestCluster(directory)) {
            Command demo = cluster.start("demo", "--plain", "--seconds", "10", "--rate", "200");
            assertThat(demo.awaitExit()).as(demo::toString).isZero();
            Matcher ok = OK.matcher(lastLine(demo));
            assertThat(ok.matches()).as(lastLine(demo)).isTrue();
            assertThat(Long.parseLong(ok.group(1))).isGreaterThanOrEqualTo(5);
            assertThat(Long.parseLong(ok.group(2))).isGreaterThanOrEqualTo(1000);
            assertThat(Long.parseLong(ok.group(3))).isGreaterThanOrEqualTo(6);
            assertThat(ok.group(4)).isEqualTo(ok.group(3));
            assertThat(demo.lines()).anyMatch(line -> line.matches(".* dashboard http://127\\.0\\.0\\.1:[0-9]+/ .*"));
            assertThat(demo.errors()).isEmpty();
            assertThat(TestCluster.directoriesNamed(clusterOf(demo))).isEmpty();
        }
    }

    @Test
    void corruptedDelivery_failsTheDemo() {
        try (TestCluster cluster = new TestCluster(directory)) {
            Command demo = cluster.startShell(
                    "export VIEWBUS_TEST_CORRUPT=bee:20; viewbus demo --plain --seconds 8 --rate 100");
            assertThat(demo.awaitExit()).as(demo::toString).isEqualTo(1);
            assertThat(lastLine(demo)).startsWith("demo FAILED: ").contains("bee", "different messages");
            assertThat(demo.lines()).filteredOn(line -> line.contains(" [bee]")).isEmpty();
            assertThat(demo.errors()).isEmpty();
        }
    }

    @Test
    void memberThatDies_failsTheDemoInOneLine() {
        try (TestCluster cluster = new TestCluster(directory)) {
            Command demo = startAndAwaitAll(cluster);
            demo.handle().children().forEach(ProcessHandle::destroyForcibly);
            assertThat(demo.awaitExit()).isEqualTo(1);
            assertThat(lastLine(demo)).matches("demo FAILED: (ant|bee|cat) ended with exit code 137");
            assertThat(demo.errors()).isEmpty();
        }
    }

    @Test
    void killedDemo_takesItsMembersWithIt() {
        try (TestCluster cluster = new TestCluster(directory)) {
            Command demo = startAndAwaitAll(cluster);
            List<ProcessHandle> members = demo.handle().children().toList();
            assertThat(members).hasSize(3);
            demo.kill();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(members).noneMatch(ProcessHandle::isAlive));
            Awaitility.await()
                    .untilAsserted(() -> assertThat(TestCluster.directoriesNamed(clusterOf(demo)))
                            .isEmpty());
        }
    }

    private static Command startAndAwaitAll(TestCluster cluster) {
        return cluster.start("demo", "--plain", "--seconds", "60")
                .awaitLine("the view of all", line -> line.matches(".* view \\S+ \\[ant (bee cat|cat bee)].*"));
    }

    private static String lastLine(Command command) {
        List<String> lines = command.lines();
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }

    private static String clusterOf(Command demo) {
        Matcher name =
                Pattern.compile("cluster (demo-[0-9a-f]+)").matcher(demo.lines().get(0));
        assertThat(name.find()).isTrue();
        return name.group(1);
    }
}
