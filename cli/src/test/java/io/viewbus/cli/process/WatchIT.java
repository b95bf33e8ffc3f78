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
        // Not cat: any member that starts on this host sweeps up after the dead.
        assertThat(once.lines()).anyMatch(line -> line.startsWith("bee ") && line.contains(" active "));
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

    @Test
    void doctor_findsMulticastAndNamesWhatTheJvmLacks() {
        Command doctor = cluster.start("doctor");
        Command without = cluster.startWithoutAccess("doctor", "--json");
        assertThat(doctor.awaitExit()).as(doctor::toString).isZero();
        assertThat(doctor.lines()).anyMatch(line -> line.contains("own packet seen after"));
        assertThat(without.awaitExit()).isEqualTo(1);
        assertThat(without.lines())
                .first()
                .asString()
                .contains("\"severity\":\"error\"", "--add-exports java.base/jdk.internal.misc=ALL-UNNAMED");
    }

    @Test
    void gateway_tellsWhyAndHowLong() {
        Command ant = agent("ant", "--http", "127.0.0.1:0").awaitView("ant");
        String http = ant.lines().get(0).replace("dashboard ", "");
        agent("bee").awaitView("ant bee");
        Command cat = agent("cat").awaitView("ant bee cat");
        ant.awaitView("ant bee cat");
        Command follower = cluster.start("views", "--follow", "--http", http).awaitView("ant bee cat");

        cat.kill();
        follower.awaitLine(
                "why cat is out",
                line -> line.matches(".*\\[ant bee\\] -cat at .*\\(cat (process ended|silent, missed by ant ).*"));
        Command why = cluster.start("why", "--http", http);
        assertThat(why.awaitExit()).as(why::toString).isZero();
        assertThat(why.lines())
                .contains("rule: more than half of the view before agreed: 2 of 3")
                .anyMatch(line -> line.matches("cat is out: (process ended|silent)"))
                .anyMatch(line -> line.matches(".*cat  suspects it: its process ended, and it does not answer"
                        + "|.*cat  suspects it: it is silent, and nobody shows that they still hear it"))
                .anyMatch(line -> line.contains("learnt what was decided, round "));

        Command views = cluster.start("views", "--history", "--json", "--http", http);
        Command rtt = cluster.start("rtt");
        Command missing = cluster.start("why", "999", "--http", http);
        Command check = cluster.start("check", "--http", http, "--min-members", "2");
        assertThat(views.awaitExit()).isZero();
        assertThat(views.lines())
                .hasSize(4)
                .last()
                .asString()
                .contains("\"left\":[\"cat\"]")
                .containsPattern("\"cause\":\"(process_ended|silent)\"");
        assertThat(rtt.awaitExit()).isZero();
        assertThat(rtt.lines()).hasSize(2);
        assertThat(rtt.lines().get(1)).startsWith("ant ");
        assertThat(missing.awaitExit()).isEqualTo(1);
        assertThat(missing.errors())
                .contains("how view 999 came about is not known here")
                .hasLineCount(1);
        assertThat(check.awaitExit()).as(check::toString).isLessThanOrEqualTo(1);

        ant.terminate();
        assertThat(follower.awaitExit()).isEqualTo(3);
        Command nobody = cluster.start("why", "--http", http);
        assertThat(nobody.awaitExit()).isEqualTo(2);
        assertThat(nobody.errors())
                .startsWith("viewbus: no gateway answers at " + http)
                .hasLineCount(1);
    }
}
