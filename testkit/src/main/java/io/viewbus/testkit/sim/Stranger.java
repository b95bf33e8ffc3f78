/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import static io.viewbus.testkit.sim.SimPlan.MS;

import io.viewbus.core.MessagingParticipant;
import io.viewbus.membership.core.MembershipConfig;
import io.viewbus.membership.core.MembershipListener;
import io.viewbus.membership.runtime.MemberAgent;
import io.viewbus.spi.membership.ViewParticipant;
import io.viewbus.spi.trace.Trace;
import io.viewbus.testkit.net.SimSession;
import io.viewbus.testkit.time.SimRandom;
import io.viewbus.testkit.time.VirtualTime;
import io.viewbus.view.ClusterException;
import io.viewbus.view.Member;
import io.viewbus.view.PrimaryState;
import io.viewbus.view.View;
import io.viewbus.view.ViewId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One process that does not belong to the cluster. Its program does nothing. */
final class Stranger implements MembershipListener {

    private static final long TURN_NS = 20 * MS;

    private final VirtualTime time;
    private final SimSession session;
    private final MemberAgent agent;
    private final Turns turns;
    private boolean over;

    /**
     * Starts it.
     *
     * @param self who it is
     * @param config its settings
     * @param cluster the cluster that it does not belong to
     * @param session its transport
     * @param random where chance comes from
     */
    Stranger(Member self, MembershipConfig config, SimCluster cluster, SimSession session, SimRandom random) {
        this.time = cluster.time();
        this.session = session;
        agent = new MemberAgent(
                config, self, session, time, participants(self, cluster.plan(), random), this, Trace.NONE);
        turns = new Turns(time, random.named("turns"), this::turn);
        session.onFrameArrived(turns::soon);
        turns.soon();
    }

    private static List<ViewParticipant> participants(Member self, SimPlan plan, SimRandom random) {
        SimUser idle =
                new SimUser(self, random, plan.topics(), plan.messaging().maxPayload(), false, (broken, mistake) -> {});
        return plan.withMessaging() ? List.of(new MessagingParticipant(plan.messaging(), idle)) : List.of();
    }

    private void turn() {
        if (!over) {
            agent.doWork();
            turns.within(TURN_NS / 8, TURN_NS);
        }
    }

    @Override
    public void onEnd(@Nullable ClusterException cause) {
        time.after(0, this::close);
    }

    private void close() {
        over = true;
        agent.onClose();
        turns.stop();
        session.close();
    }

    @Override
    public void onInstalled(View installed) {}

    @Override
    public void onPrimaryState(PrimaryState state) {}

    @Override
    public void onQuiet(Member quiet, long silenceNs) {}

    @Override
    public void onRival(ViewId other) {}
}
