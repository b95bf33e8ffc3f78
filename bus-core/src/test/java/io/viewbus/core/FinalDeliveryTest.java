/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.Order;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is delivered at the end of a view whose coordinator and another member die. */
class FinalDeliveryTest {

    private final ScriptedCluster cluster = ScriptedCluster.of(4, MessagingConfig.defaults());
    private final ScriptedMember sequencer = cluster.get(0);
    private final ScriptedMember second = cluster.get(1);
    private final ScriptedMember third = cluster.get(2);
    private final ScriptedMember fourth = cluster.get(3);

    /** VS-64. */
    @Test
    void messageThatMayDependOnALostOne_isDropped() {
        cluster.joinAll("t", null);
        third.losesData = from -> from == second;
        fourth.losesData = from -> from == second;
        second.publish(1, "t", null, "lost");
        cluster.run(3);
        assertThat(sequencer.texts()).containsExactly("lost");
        sequencer.publish(2, "t", null, "orphan");
        third.publish(3, "t", null, "independent");
        cluster.run(1);
        sequencer.crashed = true;
        second.crashed = true;
        cluster.run(2);

        cluster.change(List.of(third, fourth));
        cluster.run(20);

        assertThat(third.texts()).containsExactly("independent").isEqualTo(fourth.texts());
        assertThat(third.participant.counters().orphansDropped()).isEqualTo(1);
        assertThat(fourth.participant.counters().orphansDropped()).isEqualTo(1);
    }

    @Test
    void orderThatOnlyOneHas_isRepairedAndKept() {
        cluster.joinAll("t", null);
        fourth.losesControl = from -> from == sequencer;
        third.publish(1, "t", null, "c1");
        second.publish(2, "t", null, "b1");
        cluster.run(5);
        List<String> before = second.texts();
        assertThat(before).hasSize(2);
        assertThat(fourth.texts()).isEmpty();
        sequencer.crashed = true;

        cluster.change(List.of(second, third, fourth));

        assertThat(fourth.texts()).isEqualTo(before).isEqualTo(third.texts());
    }

    @Test
    void fifoMessages_upToTheCutAreDelivered() {
        cluster.joinAll("f", Order.FIFO);
        fourth.losesData = from -> from == second;
        second.publish(1, "f", null, "b1");
        second.publish(2, "f", null, "b2");
        cluster.run(3);
        second.crashed = true;

        cluster.change(List.of(sequencer, third, fourth));

        assertThat(fourth.texts()).containsExactly("b1", "b2");
    }

    @Test
    void bytesOfTheDead_stayUntilAllSurvivorsWereHeard() {
        cluster.joinAll("t", null);
        fourth.losesData = from -> from == second;
        second.publish(1, "t", null, "b1");
        cluster.run(3);
        second.crashed = true;
        List<ScriptedMember> next = List.of(sequencer, third, fourth);
        var proposed = cluster.propose(cluster.wedge(next), next);
        cluster.run(5);
        // Two install at once; the late one still has to be served by them.
        for (ScriptedMember member : List.of(sequencer, third)) {
            cluster.runUntilReady(member);
            member.participant.onInstall(member.proposal, 1_000_000_000L);
        }
        cluster.run(100);
        cluster.runUntilReady(fourth);
        fourth.participant.onInstall(fourth.proposal, 1_000_000_000L);

        assertThat(proposed.members()).hasSize(3);
        assertThat(fourth.texts()).containsExactly("b1").isEqualTo(third.texts());
    }
}
