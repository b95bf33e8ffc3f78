/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.membership.core.CoreCluster.Node;
import io.viewbus.spi.membership.ParticipantContext;
import io.viewbus.spi.membership.Proposal;
import io.viewbus.spi.membership.ViewParticipant;
import io.viewbus.view.ClusterException;
import io.viewbus.view.ClusterException.Evicted;
import io.viewbus.view.Incarnation;
import io.viewbus.view.PrimaryState;
import java.util.List;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Two clusters of one name, founded by processes that did not hear each other, meet. */
class RivalsTest {

    /** Only the cluster whose founding view has the higher id may give way. */
    @Test
    void shouldBecomeOneWhenTwoFoundedClustersMeetAndNothingHappened() {
        CoreCluster cluster = twoFounded(false);

        cluster.link = (from, to) -> true;
        cluster.run(6000);

        List<Node> given =
                cluster.nodes.values().stream().filter(node -> node.ended).toList();
        assertThat(given).extracting(node -> node.member.name()).containsExactly("c", "d");
        assertThat(given)
                .allSatisfy(node ->
                        assertThat(node.cause).isInstanceOf(Evicted.class).hasMessageContaining("gave way"));
        assertThat(cluster.nodes.values().stream().filter(node -> !node.ended))
                .allSatisfy(node -> assertThat(node.names()).isEqualTo("a b"));

        Node back = cluster.start("c");
        cluster.run(3000);
        assertThat(back.names()).isEqualTo("a b c");
    }

    @Test
    void shouldGiveWayAlsoWhenTheOneThatLeadsItCrashes() {
        for (int crashMs = 0; crashMs < 60; crashMs += 3) {
            CoreCluster cluster = twoFounded(false);
            cluster.delayNs = (from, to) -> 5 * CoreCluster.MS;
            cluster.link = (from, to) -> true;
            cluster.run(1100 + crashMs);
            Node c = node(cluster, "c");
            c.running = false;
            cluster.run(10_000);

            Node d = node(cluster, "d");
            // Half of a view without its rank 0 is no quorum: it gives way only if that was decided, and never goes on
            // alone.
            assertThat(d.ended || d.states.get(d.states.size() - 1) == PrimaryState.NOT_PRIMARY)
                    .as("crash after %d ms", crashMs)
                    .isTrue();
        }
    }

    @Test
    void shouldSayThatTwoClustersMetWhenBothHaveHistory() {
        CoreCluster cluster = twoFounded(true);

        cluster.link = (from, to) -> true;
        cluster.run(6000);

        assertThat(cluster.nodes.values())
                .allSatisfy(node -> assertThat(node.ended).isFalse())
                .allSatisfy(node -> assertThat(node.rivals).hasSize(1))
                .allSatisfy(node -> assertThat(node.views).hasSizeLessThanOrEqualTo(2));
    }

    /** {@code a b} and {@code c d}, which did not hear each other when they started. */
    private static CoreCluster twoFounded(boolean history) {
        CoreCluster cluster = new CoreCluster(0);
        cluster.link = (from, to) ->
                from.member.name().compareTo("b") <= 0 == to.member.name().compareTo("b") <= 0;
        for (String name : List.of("a", "b", "c", "d")) {
            cluster.start(name, history ? List.of(new Historic()) : List.of());
        }
        cluster.run(3000);
        assertThat(node(cluster, "a").names()).isEqualTo("a b");
        assertThat(node(cluster, "c").names()).isEqualTo("c d");
        return cluster;
    }

    private static Node node(CoreCluster cluster, String name) {
        return cluster.nodes.values().stream()
                .filter(node -> node.member.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** A participant whose users have seen something. */
    private static final class Historic implements ViewParticipant {
        @Override
        public int id() {
            return 9;
        }

        @Override
        public void onStart(ParticipantContext context) {}

        @Override
        public byte[] joinData() {
            return new byte[0];
        }

        @Override
        public void onCandidates(List<Candidate> candidates) {}

        @Override
        public boolean isLinked(Candidate candidate) {
            return true;
        }

        @Override
        public void onWedge() {}

        @Override
        public byte[] state() {
            return new byte[0];
        }

        @Override
        public boolean hasHistory() {
            return true;
        }

        @Override
        public byte[] merge(int priorSize, List<Contribution> contributions) {
            return new byte[0];
        }

        @Override
        public void onProposal(Proposal proposal, long nowNs) {}

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void onInstall(Proposal proposal, long nowNs) {}

        @Override
        public void onOut(@Nullable ClusterException cause) {}

        @Override
        public void onDoubt(boolean doubtful) {}

        @Override
        public void onControl(Incarnation from, DirectBuffer buffer, int offset, int length, long nowNs) {}

        @Override
        public int doWork(long nowNs) {
            return 0;
        }

        @Override
        public void onClose() {}
    }
}
