/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.membership.core.CoreCluster.Node;
import io.viewbus.membership.core.Message.Heartbeat;
import io.viewbus.membership.core.Message.Join;
import io.viewbus.membership.core.Message.Refusal;
import io.viewbus.view.ClusterException.Failed;
import io.viewbus.view.ClusterException.JoinFailed;
import io.viewbus.view.PartitionPolicy;
import io.viewbus.view.ViewId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** VS-106: another process has the incarnation of a member. */
class TwinsTest {

    private final CoreCluster cluster = new CoreCluster(0);
    private final Node a = cluster.start("a");
    private final Node b = cluster.start("b");

    @Test
    void memberThatIsBehind_ends() {
        cluster.run(3000);

        hear(b, 1000);

        assertThat(b.cause).isInstanceOf(Failed.class).hasMessageContaining("snapshot");
    }

    @Test
    void memberThatIsAhead_goesOn() {
        cluster.run(3000);

        hear(b, 1);
        b.core.onMessage(b.member.incarnation(), joinOf(b));
        cluster.run(1000);

        assertThat(List.of(a, b)).allSatisfy(node -> assertThat(node.names()).isEqualTo("a b"));
        assertThat(b.ended).isFalse();
    }

    @Test
    void starter_ends() {
        b.core.onMessage(b.member.incarnation(), joinOf(b));

        assertThat(b.cause).isInstanceOf(JoinFailed.class).hasMessageContaining("snapshot");
    }

    /** If it does not hear the other one, it is told. */
    @Test
    void whoAsksToBeLetInAndIsInAlready_isRefusedAndNotToldTheView() {
        cluster.run(3000);
        a.outgoing.clear();

        a.core.onMessage(b.member.incarnation(), joinOf(b));

        assertThat(a.outgoing)
                .singleElement()
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.joiner()).isEqualTo(b.member.incarnation()));
    }

    private static void hear(Node node, long heartbeat) {
        ViewId view = node.view().id();
        node.core.onMessage(
                node.member.incarnation(),
                new Heartbeat(view, view, heartbeat, false, new long[] {heartbeat, heartbeat}));
    }

    private static Join joinOf(Node node) {
        return new Join(
                Admission.PROTOCOL_VERSION,
                PartitionPolicy.PRIMARY,
                List.of(),
                new MemberRecord(node.member, List.of()),
                ViewId.NONE);
    }
}
