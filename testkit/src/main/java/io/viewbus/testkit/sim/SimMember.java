/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import io.viewbus.core.MessagingParticipant;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run of one process: the real agent with the real messaging, turned on virtual time, and a program that uses it. An
 * agent with nothing to do is turned rarely; frames wake it.
 */
final class SimMember implements MembershipListener {

    private static final long NEVER = Long.MAX_VALUE;
    private static final long US = 1000;

    private final Member self;
    private final VirtualTime time;
    private final SimRandom random;
    private final SimSession session;
    private final SimUser user;
    private final MemberAgent agent;
    private final Events events;
    private final long actGapNs;

    private @Nullable View view;
    private long nextTurnNs = NEVER;
    private boolean paused;
    private boolean leaving;
    private boolean over;

    SimMember(
            Member self,
            SimPlan plan,
            VirtualTime time,
            SimRandom random,
            SimSession session,
            Trace trace,
            Events events) {
        this.self = self;
        this.time = time;
        this.random = random;
        this.session = session;
        this.events = events;
        actGapNs = plan.publishGapNs();
        user = new SimUser(
                random.fork(),
                plan.messaging().maxPayload(),
                random.chance(plan.slowConsumers()),
                mistake -> events.onMistake(this, mistake));
        trace.joining(self);
        agent = new MemberAgent(plan.membership(), self, session, time, participants(plan), this, trace);
        session.onFrameArrived(() -> turnWithin(20 * US, 500 * US));
        turnWithin(0, 1000 * US);
        actLater();
    }

    private List<ViewParticipant> participants(SimPlan plan) {
        if (!plan.withMessaging()) {
            return List.of();
        }
        MessagingParticipant messaging = new MessagingParticipant(plan.messaging(), user);
        user.use(messaging);
        return List.of(messaging);
    }

    Member self() {
        return self;
    }

    SimSession session() {
        return session;
    }

    SimUser user() {
        return user;
    }

    /** Returns the last view that it installed. */
    @Nullable
    View view() {
        return view;
    }

    boolean isOver() {
        return over;
    }

    boolean isPaused() {
        return paused;
    }

    boolean isLeaving() {
        return leaving;
    }

    void leave() {
        leaving = true;
        user.quiesce();
        guarded(agent::leave);
    }

    void pause() {
        paused = true;
        session.pause();
    }

    void resume() {
        if (paused) {
            paused = false;
            session.resume();
            turnWithin(0, 1000 * US);
        }
    }

    /** The process is gone from one instant to the next. */
    void crash() {
        if (!over) {
            over = true;
            session.crash();
            events.onCrash(this);
        }
    }

    @Override
    public void onInstalled(View installed) {
        boolean first = view == null;
        view = installed;
        if (first) {
            time.after(random.between(0, 20_000 * US), () -> guarded(user::joinTopics));
        }
    }

    @Override
    public void onPrimaryState(PrimaryState state) {}

    @Override
    public void onEnd(@Nullable ClusterException cause) {
        time.after(0, () -> ended(cause));
    }

    private void ended(@Nullable ClusterException cause) {
        if (over) {
            return;
        }
        guarded(agent::onClose);
        if (!over) {
            over = true;
            session.close();
            events.onEnd(this, cause);
        }
    }

    private void turn() {
        int[] work = {0};
        guarded(() -> {
            work[0] = agent.doWork();
            user.consume();
        });
        if (work[0] > 0) {
            turnWithin(100 * US, 900 * US);
        } else {
            turnWithin(8_000 * US, 16_000 * US);
        }
    }

    private void turnWithin(long leastNs, long mostNs) {
        long atNs = time.nanoTime() + random.between(leastNs, mostNs);
        if (atNs >= nextTurnNs || over) {
            return;
        }
        nextTurnNs = atNs;
        time.after(atNs - time.nanoTime(), () -> {
            if (nextTurnNs == atNs) {
                nextTurnNs = NEVER;
                if (!paused) {
                    turn();
                }
            }
        });
    }

    private void actLater() {
        time.after(random.between(actGapNs / 4, 2 * actGapNs), () -> {
            if (over) {
                return;
            }
            if (view != null) {
                guarded(user::act);
                turnWithin(0, 500 * US);
            }
            actLater();
        });
    }

    /** Runs code of the member: it may be killed in there, and must not throw anything else. */
    private void guarded(Runnable code) {
        if (over || paused) {
            return;
        }
        try {
            code.run();
        } catch (SimulatedCrash crash) {
            crash();
        } catch (RuntimeException | AssertionError mistake) {
            events.onMistake(this, "threw " + mistake + Stack.of(mistake));
        }
    }

    /** What a member tells the cluster of the simulation. */
    interface Events {

        void onCrash(SimMember member);

        void onEnd(SimMember member, @Nullable ClusterException cause);

        void onMistake(SimMember member, String mistake);
    }
}
