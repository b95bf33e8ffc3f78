/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.membership.core.CoreCluster.Node;
import io.viewbus.view.ClusterException.Evicted;
import io.viewbus.view.ClusterException.JoinFailed;
import io.viewbus.view.Member;
import io.viewbus.view.PrimaryState;
import io.viewbus.view.View;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MembershipCoreTest {

    private final CoreCluster cluster = new CoreCluster(0);

    private List<Node> formed(String... names) {
        List<Node> nodes = new ArrayList<>();
        for (String name : names) {
            nodes.add(cluster.start(name));
        }
        cluster.run(2500);
        return nodes;
    }

    @Test
    void shouldFoundAClusterAlone() {
        Node a = formed("a").get(0);

        assertThat(a.names()).isEqualTo("a");
        assertThat(a.view().id().counter()).isEqualTo(1);
        assertThat(a.states).containsExactly(PrimaryState.PRIMARY);
    }

    @Test
    void shouldLetSimultaneousStartersInWithOneChange() {
        List<Node> nodes = formed("a", "b", "c", "d", "e");

        assertThat(nodes).allSatisfy(node -> assertThat(node.view().members()).hasSize(5));
        assertThat(nodes.get(0).views.size()).isLessThanOrEqualTo(3);
        assertThat(nodes)
                .allSatisfy(
                        node -> assertThat(node.view()).isEqualTo(nodes.get(0).view()));
    }

    @Test
    void shouldExcludeACrashedMember() {
        List<Node> nodes = formed("a", "b", "c");
        nodes.get(2).running = false;
        cluster.run(1500);

        assertThat(nodes.get(0).names()).isEqualTo("a b");
        assertThat(nodes.get(1).view()).isEqualTo(nodes.get(0).view());
        assertThat(nodes.get(0).view().left()).extracting(Member::name).containsExactly("c");
    }

    @Test
    void shouldSurviveTheCrashOfTheCoordinator() {
        List<Node> nodes = formed("a", "b", "c");
        nodes.get(0).running = false;
        cluster.run(1500);

        assertThat(nodes.get(1).names()).isEqualTo("b c");
        assertThat(nodes.get(2).view()).isEqualTo(nodes.get(1).view());
    }

    @Test
    void shouldLetALeaverGoAtOnce() {
        List<Node> nodes = formed("a", "b", "c");
        nodes.get(1).core.leave();
        cluster.run(300);

        assertThat(nodes.get(0).names()).isEqualTo("a c");
        cluster.run(2500);
        assertThat(nodes.get(1).ended).isTrue();
        assertThat(nodes.get(1).cause).isNull();
    }

    @Test
    void shouldLetTheCoordinatorAndTheLastOneLeave() {
        List<Node> nodes = formed("a", "b");
        nodes.get(0).core.leave();
        cluster.run(300);
        assertThat(nodes.get(1).names()).isEqualTo("b");

        nodes.get(1).core.leave();
        cluster.run(300);
        assertThat(nodes.get(1).ended).isTrue();
    }

    @Test
    void shouldLetAllLeaveAtOnce() {
        List<Node> nodes = formed("a", "b", "c");
        nodes.forEach(node -> node.core.leave());
        cluster.run(6000);

        assertThat(nodes).allSatisfy(node -> {
            assertThat(node.ended).isTrue();
            assertThat(node.cause).isNull();
        });
    }

    @Test
    void shouldRefuseANameInUse() {
        List<Node> nodes = formed("a", "b");
        Node twin = cluster.start("b");
        cluster.run(2000);

        assertThat(twin.cause).isInstanceOf(JoinFailed.class).hasMessageContaining("\"b\" is in use");
        assertThat(nodes.get(0).names()).isEqualTo("a b");
    }

    @Test
    void shouldReplaceACrashedIncarnationInTheSameChange() {
        List<Node> nodes = formed("a", "b", "c");
        nodes.get(1).running = false;
        Node again = cluster.start("b");
        cluster.run(2000);

        View view = again.view();
        assertThat(again.names()).isEqualTo("a c b");
        assertThat(view.joined()).containsExactly(again.member);
        assertThat(view.left()).containsExactly(nodes.get(1).member);
    }

    @Test
    void shouldTellAnExcludedMemberThatItIsOut() {
        List<Node> nodes = formed("a", "b", "c");
        Node paused = nodes.get(2);
        paused.running = false;
        cluster.run(2000);
        paused.running = true;
        cluster.run(1000);

        assertThat(paused.cause).isInstanceOf(Evicted.class).hasMessageContaining("paused for 2");
        assertThat(paused.view().members()).hasSize(3);
        assertThat(nodes.get(0).names()).isEqualTo("a b");
    }

    @Test
    void shouldGoOnAfterAPauseThatNobodyMinded() {
        List<Node> nodes = formed("a", "b", "c");
        nodes.get(0).running = false;
        cluster.run(350);
        nodes.get(0).running = true;
        cluster.run(1500);

        assertThat(nodes.get(0).ended).isFalse();
        assertThat(nodes.get(0).view()).isEqualTo(nodes.get(2).view());
        assertThat(nodes.get(0).names()).isEqualTo("a b c");
    }

    @Test
    void shouldStopInAMinorityAndComeBackWhenItHeals() {
        List<Node> nodes = formed("a", "b", "c");
        Node alone = nodes.get(2);
        cluster.link = (from, to) -> from != alone && to != alone;
        cluster.run(2000);
        assertThat(alone.states).endsWith(PrimaryState.NOT_PRIMARY);
        assertThat(alone.ended).isFalse();
        assertThat(nodes.get(0).names()).isEqualTo("a b");

        cluster.link = (from, to) -> true;
        cluster.run(2000);
        assertThat(alone.cause).isInstanceOf(Evicted.class);
    }

    @Test
    void shouldResumeWhenNoSideHadAQuorum() {
        List<Node> nodes = formed("a", "b", "c");
        cluster.link = (from, to) -> false;
        cluster.run(2000);
        assertThat(nodes).allSatisfy(node -> assertThat(node.states).endsWith(PrimaryState.NOT_PRIMARY));

        cluster.link = (from, to) -> true;
        cluster.run(2000);
        assertThat(nodes).allSatisfy(node -> {
            assertThat(node.names()).isEqualTo("a b c");
            assertThat(node.states).endsWith(PrimaryState.PRIMARY);
        });
    }

    @Test
    void shouldFoundOnlyWithAllExpectedNames() {
        CoreCluster three = new CoreCluster(3);
        Node a = three.start("a");
        Node b = three.start("b");
        three.run(5000);
        assertThat(a.views).isEmpty();
        assertThat(b.views).isEmpty();

        Node c = three.start("c");
        three.run(2500);
        assertThat(a.view().members()).hasSize(3);
        assertThat(a.view().id().counter()).isEqualTo(1);
        assertThat(c.view()).isEqualTo(a.view());
    }

    @Test
    void shouldSuspectNobodyForThePauseOfItsOwn() {
        List<Node> nodes = formed("a", "b", "c");
        nodes.forEach(node -> node.running = false);
        cluster.run(60_000);
        nodes.forEach(node -> node.running = true);
        cluster.run(2000);

        assertThat(nodes).allSatisfy(node -> assertThat(node.names()).isEqualTo("a b c"));
    }
}
