/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Members come and go as processes; observers ask without joining. */
@Execution(ExecutionMode.CONCURRENT)
class ViewsIT {

    private static final String TOPIC = "news";

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
    void nobodyThere_isExitCode2() throws IOException {
        for (Command asking : List.of(cluster.start("views"), cluster.start("members"))) {
            assertThat(asking.awaitExit()).isEqualTo(2);
            assertThat(asking.errors()).startsWith("viewbus: nobody of cluster").hasLineCount(1);
        }
        assertThat(cluster.leftovers()).isEmpty();
    }

    @Test
    void observers_seeTheViewWithoutChangingIt() {
        Command ant = cluster.subscribe("ant", TOPIC).awaitView("ant");
        Command follower = cluster.start("views", "--follow").awaitView("ant");
        cluster.subscribe("bee", TOPIC);
        ant.awaitView("ant bee");
        follower.awaitView("ant bee");

        Command views = cluster.start("views", "--json");
        Command members = cluster.start("members");
        assertThat(views.awaitExit()).isZero();
        assertThat(views.lines()).singleElement().asString().contains("\"view\":2", "\"members\":[\"ant\",\"bee\"]");

        assertThat(members.awaitExit()).isZero();
        assertThat(members.lines()).hasSize(2);
        assertThat(members.lines().get(0)).startsWith("0 ant ");
        assertThat(members.lines().get(1)).startsWith("1 bee ");
    }

    @Test
    void sigterm_leavesGracefullyAndCleansUp() throws IOException {
        Command ant = cluster.subscribe("ant", TOPIC).awaitView("ant");
        Command bee = cluster.subscribe("bee", TOPIC).awaitView("ant bee");

        // Half of a view with its coordinator goes on, half without it only if the coordinator left gracefully.
        ant.terminate();
        assertThat(ant.awaitExit()).isEqualTo(143);
        bee.awaitLine("the view without ant", line -> line.contains("[bee] -ant"));
        bee.terminate();
        assertThat(bee.awaitExit()).isEqualTo(143);
        assertThat(ant.errors() + bee.errors()).isEmpty();
        assertThat(cluster.leftovers()).isEmpty();
    }

    @Test
    void lossOfTheQuorum_isExitCode3() {
        Command ant = cluster.subscribe("ant", TOPIC).awaitView("ant");
        Command bee = cluster.subscribe("bee", TOPIC).awaitView("ant bee");
        ant.kill();
        assertThat(bee.awaitExit()).isEqualTo(3);
        assertThat(bee.errors()).startsWith("viewbus: ").contains("is lost").hasLineCount(1);
    }
}
