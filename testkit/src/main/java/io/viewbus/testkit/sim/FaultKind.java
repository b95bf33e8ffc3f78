/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What can go wrong, and what people do to a cluster on purpose. Each seed has some of these. */
enum FaultKind {
    /** A member that is not the coordinator dies. */
    CRASH(true, Crashes::anyMember),
    /** The coordinator dies. */
    CRASH_COORDINATOR(true, Crashes::coordinator),
    /** A member dies at a step that its core names in the trace, mostly of a change that something else causes. */
    CRASH_AT_STEP(true, Crashes::atStep),
    /** A member dies just before or just after it sends a message of a certain type. */
    CRASH_WHILE_SENDING(true, Crashes::whileSending),
    /** A member dies and is back within 50 ms under the same name, before anybody misses it. */
    QUICK_RESTART(true, Crashes::quickRestart),
    /** One member dies and comes back again and again. */
    RESTART_STORM(true, Crashes::restartStorm),
    /** The transport of a member breaks for good. */
    TRANSPORT_BREAKS(true, Crashes::transportBreaks),

    /** The cluster falls into two parts. */
    PARTITION(true, Partitions::random),
    /** The cluster falls into a majority and the largest minority. */
    CLEAN_PARTITION(true, Partitions::clean),
    /** The cluster falls into two halves. */
    EVEN_SPLIT(true, Partitions::even),
    /** One member hears nobody and is heard by nobody. */
    ISOLATION(true, Partitions::isolation),
    /** Each member hears two others only. */
    RING(true, Partitions::ring),
    /** Two parts that do not hear each other, and one member that both hear. */
    BRIDGE(true, Partitions::bridge),
    /** A partition heals and another one comes at once, several times. */
    REPARTITION(true, Partitions::again),
    /** The cluster falls into parts at a step of a change. */
    PARTITION_IN_CHANGE(true, Partitions::inChange),

    /** One member does not hear another. */
    ONE_WAY_CUT(true, Cuts::oneWay),
    /** One member hears all and is heard by nobody, or the other way round. */
    MUTE_OR_DEAF(true, Cuts::muteOrDeaf),
    /** Two members do not hear each other, all others hear both. */
    BROKEN_PAIR(true, Cuts::pair),
    /** A link comes and goes. */
    FLAPPING(true, Cuts::flapping),
    /** Heartbeats pass and messages do not, or the other way round. */
    HALF_CUT(true, Cuts::oneLane),
    /** Nothing passes for less than half a second, once or several times. */
    BURST_LOSS(false, Cuts::bursts),
    /** Links hold everything for a while, and release it. */
    CLOG(true, Cuts::clog),
    /** Links are clogged one after the other, and freed in another order. */
    SWIZZLE(true, Cuts::swizzle),

    /** Much is lost for a while. */
    LOSS(false, Weather::loss),
    /** Everything takes long for a while. */
    DELAY(false, Weather::delay),
    /** The network makes second copies for a while. */
    COPIES(false, Weather::copies),
    /** Some links are slow, so that what was sent first arrives last. */
    REORDERING(false, Weather::slowLinks),
    /** Some links lose much. */
    LOSSY_LINKS(false, Weather::lossyLinks),
    /** Links break and come back, with a gap. */
    BROKEN_LINKS(false, Weather::brokenLinks),
    /** What a member sends is refused for a while, all or much of it. */
    BACK_PRESSURE(true, Weather::backPressure),

    /** A member is stopped for a while. */
    PAUSE(true, Pauses::anyMember),
    /** The coordinator is stopped for a while. */
    PAUSE_COORDINATOR(true, Pauses::coordinator),
    /** A member is stopped while its transport goes on to acknowledge. */
    ZOMBIE(true, Pauses::zombie),
    /** The clock of a member jumps forward, after a pause or out of the blue. */
    CLOCK_JUMP(true, Pauses::clockJump),
    /** The clocks of some members begin to run too fast or too slow. */
    CLOCK_DRIFT(false, Pauses::clockDrift),

    /** A new member comes. */
    JOIN(true, Arrivals::join),
    /** Several new members come at almost the same time. */
    JOIN_STORM(true, Arrivals::joinStorm),
    /** A member leaves gracefully. */
    LEAVE(true, Arrivals::leave),
    /** The coordinator leaves gracefully. */
    LEAVE_COORDINATOR(true, Arrivals::leaveCoordinator),
    /** Several members leave at almost the same time. */
    LEAVE_STORM(true, Arrivals::leaveStorm),

    /** The program of a member consumes little for a while. */
    SLOW_SUBSCRIBER(false, Programs::slow),
    /** The program of a member consumes nothing for a while, and then all. */
    STOPPED_SUBSCRIBER(false, Programs::stopped);

    static final List<FaultKind> ALL = List.of(values());
    static final List<FaultKind> DEADLY = List.of(
            CRASH,
            CRASH_COORDINATOR,
            CRASH_AT_STEP,
            CRASH_WHILE_SENDING,
            QUICK_RESTART,
            RESTART_STORM,
            TRANSPORT_BREAKS);

    private static final Set<FaultKind> DAILY =
            EnumSet.of(JOIN, JOIN_STORM, LEAVE, LEAVE_COORDINATOR, LEAVE_STORM, SLOW_SUBSCRIBER, STOPPED_SUBSCRIBER);

    private final boolean changesView;

    @SuppressWarnings("ImmutableEnumChecker") // A reference to a static method.
    private final Fault fault;

    FaultKind(boolean changesView, Fault fault) {
        this.changesView = changesView;
        this.fault = fault;
    }

    /** Tells whether it makes the view change, mostly. */
    boolean changesView() {
        return changesView;
    }

    Fault fault() {
        return fault;
    }

    /** Tells whether a cluster must bear it as if nothing had happened: members come and go, or users do not consume. */
    boolean isTrouble() {
        return !DAILY.contains(this);
    }

    /** What a kind does when it strikes. */
    @FunctionalInterface
    interface Fault {

        /**
         * Strikes, unless nobody can be harmed this way at present.
         *
         * @param scene where
         * @return whether it struck
         */
        boolean strike(Scene scene);
    }
}
