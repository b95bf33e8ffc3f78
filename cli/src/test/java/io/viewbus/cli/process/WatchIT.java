/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Members as processes, and commands that look at them from outside. */
@Execution(ExecutionMode.CONCURRENT)
class WatchIT {

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

    private Command agent(String name, String... more) {
        List<String> words = new ArrayList<>(List.of("agent", "--member", name));
        words.addAll(List.of(more));
        return cluster.start(words.toArray(String[]::new));
    }

    @Test
    void topAndCheck_seeWhoLivesAndWhoDied() {
        Command ant = agent("ant").awaitView("ant");
        agent("bee").awaitView("ant bee");
        Command cat = agent("cat").awaitView("ant bee cat");
        ant.awaitView("ant bee cat");

        Command check = cluster.start("check", "--min-members", "3");
        assertThat(check.awaitExit()).as(check::toString).isLessThanOrEqualTo(1);
        assertThat(check.lines()).singleElement().asString().contains("3 members, here ant bee cat", "members=3;;3:");

        Command top = cluster.start("top", "--json");
        top.awaitLine("ant", line -> line.contains("\"member\":\"ant\"") && line.contains("\"role\":\"coordinator\""));
        cat.kill();
        top.awaitLine("the death of cat", line -> line.contains("\"member\":\"cat\",") && line.contains("\"gone\""));
        ant.awaitView("ant bee");
        assertThat(cluster.start("check", "--min-members", "3").awaitExit()).isEqualTo(2);

        Command once = cluster.start("top", "--once");
        assertThat(once.awaitExit()).isZero();
        assertThat(once.lines()).anyMatch(line -> line.startsWith("ant ") && line.contains(" * "));
        assertThat(once.lines()).anyMatch(line -> line.startsWith("cat ") && line.contains(" gone "));
        top.terminate();
        assertThat(top.awaitExit()).isEqualTo(143);
    }

    @Test
    void nobodyThere_isSaid() {
        Command top = cluster.start("top", "--once");
        Command check = cluster.start("check");
        assertThat(top.awaitExit()).isEqualTo(2);
        assertThat(top.errors())
                .startsWith("viewbus: there is no member of cluster")
                .hasLineCount(1);
        assertThat(check.awaitExit()).isEqualTo(2);
        assertThat(check.lines()).singleElement().asString().startsWith("CRITICAL: there is no member of cluster");
    }
}
