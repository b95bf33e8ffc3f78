/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.membership.core.CoreCluster.Node;
import io.viewbus.view.ClusterException.Evicted;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;

/** Links that work in one direction, or between some members only. */
class BrokenLinksTest {

    private final CoreCluster cluster = new CoreCluster(0);

    private List<Node> formed(String... names) {
        List<Node> nodes = new ArrayList<>();
        for (String name : names) {
            nodes.add(cluster.start(name));
        }
        cluster.run(2500);
        return nodes;
    }

    private static BiPredicate<Node, Node> deaf(Node listener, Node speaker) {
        return (from, to) -> from != speaker || to != listener;
    }

    @Test
    void aSingleReporterExcludesNobodyWhileOthersHearTheMember() {
        List<Node> nodes = formed("a", "b", "c");
        cluster.link = deaf(nodes.get(0), nodes.get(2));
        cluster.run(800);
        cluster.link = (from, to) -> true;
        cluster.run(3000);

        assertThat(nodes).allSatisfy(node -> assertThat(node.views).hasSizeLessThanOrEqualTo(2));
        assertThat(nodes).allSatisfy(node -> assertThat(node.names()).isEqualTo("a b c"));
    }

    @Test
    void aLinkThatStaysBrokenInOneDirectionCostsTheJunior() {
        for (int[] link : new int[][] {{0, 2}, {2, 0}, {1, 2}, {2, 1}}) {
            CoreCluster fresh = new CoreCluster(0);
            List<Node> nodes = List.of(fresh.start("a"), fresh.start("b"), fresh.start("c"));
            fresh.run(2500);
            fresh.link = deaf(nodes.get(link[0]), nodes.get(link[1]));
            fresh.run(4000);

            assertThat(nodes.get(0).names())
                    .as("%d does not hear %d", link[0], link[1])
                    .isEqualTo("a b");
            assertThat(nodes.get(1).names()).isEqualTo("a b");
            assertThat(nodes.get(2).cause).isInstanceOf(Evicted.class);
            assertThat(nodes.get(0).views).hasSizeLessThanOrEqualTo(3);
        }
    }

    @Test
    void twoThatHearOnlyAThirdDoNotTakeTurns() {
        List<Node> nodes = formed("a", "b", "c");
        Node a = nodes.get(0);
        Node c = nodes.get(2);
        cluster.link = (from, to) -> (from != a || to != c) && (from != c || to != a);
        cluster.run(6000);

        assertThat(a.names()).isEqualTo("a b");
        assertThat(nodes.get(1).view()).isEqualTo(a.view());
        assertThat(c.cause).isInstanceOf(Evicted.class);
    }

    @Test
    void aCoordinatorThatHearsNobodyGoes() {
        List<Node> nodes = formed("a", "b", "c", "d");
        Node a = nodes.get(0);
        cluster.link = (from, to) -> to != a;
        cluster.run(5000);

        assertThat(nodes.get(1).names()).isEqualTo("b c d");
        assertThat(nodes.get(3).view()).isEqualTo(nodes.get(1).view());
    }

    @Test
    void whoKeepsComingAndGoingWaitsLongerEachTime() {
        List<Node> nodes = formed("a", "b", "c");
        Node flapping = nodes.get(2);
        for (int round = 0; round < 12; round++) {
            flapping.running = false;
            cluster.run(1500);
            flapping = cluster.start("c");
            cluster.run(1500);
        }
        // Ten free rounds would have made more than twenty views.
        assertThat(nodes.get(0).views).hasSizeLessThan(20);

        cluster.run(70_000);
        assertThat(nodes.get(0).names()).isEqualTo("a b c");
    }

    @Test
    void silenceIsReportedBeforeItIsSuspicious() {
        List<Node> nodes = formed("a", "b", "c");
        nodes.get(2).running = false;
        cluster.run(400);
        assertThat(nodes.get(0).quiet).containsExactly(nodes.get(2).member);
        assertThat(nodes.get(0).views).hasSizeLessThanOrEqualTo(2);

        nodes.get(2).running = true;
        cluster.run(2000);
        assertThat(nodes.get(0).quiet).hasSize(1);
        assertThat(nodes.get(0).names()).isEqualTo("a b c");
    }
}
