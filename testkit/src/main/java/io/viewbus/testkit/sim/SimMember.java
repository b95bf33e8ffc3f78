/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import static io.viewbus.testkit.sim.SimPlan.MS;

import io.viewbus.core.MessagingParticipant;
import io.viewbus.membership.core.MembershipListener;
import io.viewbus.membership.liveness.LivenessParticipant;
import io.viewbus.membership.runtime.MemberAgent;
import io.viewbus.spi.membership.ViewParticipant;
import io.viewbus.spi.trace.Trace;
import io.viewbus.testkit.net.Lane;
import io.viewbus.testkit.net.SimSession;
import io.viewbus.testkit.time.DriftingClock;
import io.viewbus.testkit.time.SimRandom;
import io.viewbus.testkit.time.VirtualTime;
import io.viewbus.view.ClusterException;
import io.viewbus.view.Member;
import io.viewbus.view.PrimaryState;
import io.viewbus.view.View;
import io.viewbus.view.ViewId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run of one process: the real agent with the real messaging, turned on virtual time, and a program that uses it. An
 * agent with nothing to do is turned rarely; frames wake it.
 */
final class SimMember implements MembershipListener {

    private static final long US = 1000;

    private final Member self;
    private final SimPlan plan;
    private final VirtualTime time;
    private final DriftingClock clock;
    private final SimRandom random;
    private final SimSession session;
    private final SimUser user;
    private final ViewReaders readers;
    private final MemberAgent agent;
    private final Events events;
    private final Turns turns;

    private @Nullable View view;
    private boolean paused;
    private boolean refusing;
    private boolean broken;
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
        this.plan = plan;
        this.time = time;
        this.random = random;
        this.session = session;
        this.events = events;
        clock = new DriftingClock(time);
        user = new SimUser(
                self,
                random.named("user"),
                plan.topics(),
                plan.messaging().maxPayload(),
                random.chance(plan.slowConsumers()),
                (broken, mistake) -> events.onMistake(this, broken, mistake));
        readers = new ViewReaders(random.named("readers"), mistake -> events.onMistake(this, Promise.VIEWS, mistake));
        trace.joining(self);
        agent = new MemberAgent(plan.membership(), self, session, clock, participants(), this, trace);
        turns = new Turns(time, random.named("turns"), this::turn);
        session.onFrameArrived(turns::soon);
        turns.soon();
        actLater();
    }

    private List<ViewParticipant> participants() {
        List<ViewParticipant> participants = new ArrayList<>();
        if (plan.withMessaging()) {
            MessagingParticipant messaging = new MessagingParticipant(plan.messaging(), user);
            user.use(messaging);
            participants.add(messaging);
        }
        if (plan.watching().on()) {
            participants.add(new LivenessParticipant());
        }
        return participants;
    }

    Member self() {
        return self;
    }

    String name() {
        return self.name();
    }

    SimSession session() {
        return session;
    }

    SimUser user() {
        return user;
    }

    DriftingClock clock() {
        return clock;
    }

    /** Returns the last view that it installed. */
    @Nullable
    View view() {
        return view;
    }

    boolean isPaused() {
        return paused;
    }

    /** Tells whether its transport was broken, of which it will die. */
    boolean isBroken() {
        return broken;
    }

    boolean isLeaving() {
        return leaving;
    }

    /** Tells whether something keeps it from being heard. */
    boolean isHindered() {
        return paused || refusing || broken;
    }

    void leave() {
        leaving = true;
        user.quiesce();
        guarded(agent::leave);
    }

    void pause(boolean withDriver) {
        paused = true;
        session.pause(withDriver);
    }

    void resume() {
        if (paused) {
            paused = false;
            session.resume();
            turns.soon();
        }
    }

    void refuse(List<Lane> lanes, int perMille) {
        refusing = perMille > 0;
        session.refuse(lanes, perMille);
    }

    void breakTransport() {
        broken = true;
        session.breakForGood();
    }

    void failTransport() {
        session.failNextPoll();
        turns.soon();
    }

    /** Ends what was done to it, except what nobody survives. */
    void heal() {
        resume();
        refuse(Lane.BOTH, 0);
        user.become(SimUser.Appetite.USUAL);
    }

    /** The process is gone from one instant to the next. */
    void crash() {
        if (!over) {
            over = true;
            turns.stop();
            session.crash();
            events.onCrash(this);
        }
    }

    @Override
    public void onInstalled(View installed) {
        boolean first = view == null;
        view = installed;
        user.views().installed(installed);
        readers.installed(installed);
        if (first) {
            time.after(random.between(0, 20 * MS), () -> guarded(user::joinTopics));
        }
    }

    @Override
    public void onPrimaryState(PrimaryState state) {
        user.views().primaryState(state);
    }

    @Override
    public void onQuiet(Member quiet, long silenceNs) {}

    @Override
    public void onRival(ViewId other) {}

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
            turns.stop();
            session.close();
            readers.end(cause);
            events.onEnd(this, cause);
        }
    }

    private void turn() {
        guarded(() -> {
            int taken = session.frames();
            int takenData = session.dataFrames();
            int work = agent.doWork();
            user.consume();
            readers.drain();
            // Control frames have been answered in this very turn; everything else is looked after soon.
            boolean busy = work > session.frames() - taken || session.dataFrames() > takenData;
            if (busy) {
                turns.within(500 * US, 3000 * US);
            } else {
                turns.within(plan.idleTurnNs() / 8, plan.idleTurnNs());
            }
        });
    }

    private void actLater() {
        long gapNs = plan.publishGapNs();
        time.after(random.between(gapNs / 4, 2 * gapNs), this::act);
    }

    private void act() {
        if (over) {
            return;
        }
        if (view != null) {
            guarded(user::act);
            readers.act();
            turns.soon();
        }
        actLater();
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
            events.onMistake(this, Promise.ANSWERS, "threw " + mistake + Stack.of(mistake));
        }
    }

    /** What a member tells the cluster of the simulation. */
    interface Events {

        void onCrash(SimMember member);

        void onEnd(SimMember member, @Nullable ClusterException cause);

        void onMistake(SimMember member, Promise broken, String mistake);
    }
}
