/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.scenario;

import io.viewbus.membership.core.MembershipConfig;
import io.viewbus.membership.core.MembershipListener;
import io.viewbus.membership.liveness.LivenessParticipant;
import io.viewbus.membership.runtime.MemberAgent;
import io.viewbus.spi.membership.ViewParticipant;
import io.viewbus.spi.trace.Trace;
import io.viewbus.testkit.check.TraceEvent;
import io.viewbus.testkit.check.TraceRecorder;
import io.viewbus.testkit.net.SimLiveness;
import io.viewbus.testkit.net.SimSession;
import io.viewbus.testkit.time.DriftingClock;
import io.viewbus.testkit.time.SimRandom;
import io.viewbus.testkit.time.VirtualTime;
import io.viewbus.view.ClusterException;
import io.viewbus.view.Member;
import io.viewbus.view.PrimaryState;
import io.viewbus.view.View;
import io.viewbus.view.ViewId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run of one process in a scenario: the real agent and messaging, turned on virtual time. */
final class ScenarioMember implements MembershipListener {

    private static final long US = 1000;

    private final Member self;
    private final VirtualTime time;
    private final SimRandom random;
    private final SimSession session;
    private final DriftingClock clock;
    private final ScenarioUser user;
    private final MemberAgent agent;
    private final Witness witness;

    private long nextTurnNs = Long.MAX_VALUE;
    private boolean turning;
    private boolean paused;
    private boolean over;
    private boolean crashed;
    private boolean rivalMet;
    private @Nullable ClusterException cause;
    private @Nullable View view;

    ScenarioMember(
            Member self,
            MembershipConfig config,
            ScenarioUser user,
            boolean watches,
            VirtualTime time,
            SimRandom random,
            SimSession session,
            Mail mail,
            Witness witness) {
        this.self = self;
        this.time = time;
        this.random = random;
        this.session = session;
        this.user = user;
        this.witness = witness;
        clock = new DriftingClock(time);
        WatchedSession watched = new WatchedSession(session, witness.name(), mail);
        Trace trace = new TraceRecorder(self, time, witness, witness.marks());
        trace.joining(self);
        agent = new MemberAgent(config, self, watched, clock, participants(user, watches), this, trace);
        session.onFrameArrived(() -> turnWithin(20 * US, 500 * US));
        turnWithin(20 * US, 500 * US);
    }

    private static List<ViewParticipant> participants(ScenarioUser user, boolean watches) {
        return watches ? List.of(user.messaging(), new LivenessParticipant()) : List.of(user.messaging());
    }

    /** Lets it hear that a process is gone. */
    void deceive(ScenarioMember about) {
        SimLiveness liveness = session.liveness();
        if (liveness == null || !liveness.watched().contains(about.self.incarnation())) {
            throw new IllegalStateException(name() + " does not watch " + about.name());
        }
        liveness.deceive(about.self.incarnation());
    }

    Member self() {
        return self;
    }

    /** Returns how the scenario calls it. */
    String name() {
        return witness.name();
    }

    Journal journal() {
        return witness.journal();
    }

    ScenarioUser user() {
        return user;
    }

    DriftingClock clock() {
        return clock;
    }

    @Nullable
    View view() {
        return view;
    }

    boolean isOver() {
        return over;
    }

    boolean hasCrashed() {
        return crashed;
    }

    /** Tells whether it was told of another cluster of the same name. */
    boolean hasMetRival() {
        return rivalMet;
    }

    /** Returns why it ended; null if it did not, or as it wanted. */
    @Nullable
    ClusterException cause() {
        return cause;
    }

    void leave() {
        guarded(agent::leave);
    }

    void act() {
        turnWithin(20 * US, 500 * US);
    }

    /** Stops the process, and its transport with it or not. */
    void pause(boolean withDriver) {
        paused = true;
        session.pause(withDriver);
    }

    void resume() {
        if (paused) {
            paused = false;
            session.resume();
            turnWithin(20 * US, 500 * US);
        }
    }

    /** Ends the process at once, also in the middle of a turn. */
    void crash() {
        if (over) {
            return;
        }
        over = true;
        crashed = true;
        session.crash();
        witness.accept(new TraceEvent.Crashed(time.nanoTime(), self));
        if (turning) {
            throw new Death();
        }
    }

    @Override
    public void onInstalled(View installed) {
        view = installed;
    }

    @Override
    public void onPrimaryState(PrimaryState state) {}

    @Override
    public void onQuiet(Member quiet, long silenceNs) {}

    @Override
    public void onRival(ViewId other) {
        rivalMet = true;
    }

    @Override
    public void onEnd(@Nullable ClusterException why) {
        time.after(0, () -> end(why));
    }

    private void end(@Nullable ClusterException why) {
        if (!over) {
            guarded(agent::onClose);
            over = true;
            cause = why;
            session.close();
        }
    }

    private void turnWithin(long leastNs, long mostNs) {
        if (over || nextTurnNs <= time.nanoTime() + leastNs) {
            return;
        }
        long atNs = time.nanoTime() + random.between(leastNs, mostNs);
        if (atNs < nextTurnNs) {
            nextTurnNs = atNs;
            time.after(atNs - time.nanoTime(), this::due);
        }
    }

    private void due() {
        // An earlier wish may have won since this one was scheduled.
        if (nextTurnNs == time.nanoTime()) {
            nextTurnNs = Long.MAX_VALUE;
            guarded(this::turn);
        }
    }

    private void turn() {
        int work = agent.doWork();
        user.act();
        if (work > 0) {
            turnWithin(200 * US, 1400 * US);
        } else {
            turnWithin(2500 * US, 5000 * US);
        }
    }

    private void guarded(Runnable code) {
        if (over || paused) {
            return;
        }
        turning = true;
        try {
            code.run();
        } catch (Death death) {
            // It died where it stood.
        } catch (RuntimeException | AssertionError mistake) {
            witness.onMistake(mistake);
        } finally {
            turning = false;
        }
    }

    /** An error and not an exception: nobody below catches it, as nobody catches a power failure. */
    private static final class Death extends Error {

        private static final long serialVersionUID = 1L;

        Death() {
            super("crash", null, false, false);
        }
    }
}
