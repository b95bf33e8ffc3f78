/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

import io.viewbus.membership.core.Message.Heartbeat;
import io.viewbus.membership.detector.Clique;
import io.viewbus.membership.detector.HeartbeatDetector;
import io.viewbus.membership.detector.LinkMatrix;
import io.viewbus.observe.Counter;
import io.viewbus.observe.ViewChange.Cause;
import io.viewbus.spi.observe.CounterBoard;
import io.viewbus.spi.trace.Trace;
import io.viewbus.view.Incarnation;
import io.viewbus.view.PartitionPolicy;
import io.viewbus.view.ViewId;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * Whom this member thinks the next view should do without. Silence alone is no proof: while another member shows that it still
 * hears the silent one, it is the link that is broken and not the member, and then all that see the same links agree on who
 * goes on together (VS-78, VS-79).
 */
final class Suspicions {

    private final MembershipConfig config;
    private final Incarnation me;
    private final HeartbeatDetector detector;
    private final LinkMatrix links;
    private final MembershipListener listener;
    private final Trace trace;
    private final CounterBoard counters;
    /** Members that answer heartbeats but not the protocol, or of which a participant gave evidence; until the next view. */
    private final TreeMap<Incarnation, Cause> late = new TreeMap<>();

    private List<MemberRecord> members = List.of();
    private ViewId view = ViewId.NONE;
    private int myRank = -1;
    private long[] inViewNs = {};
    private long[] linked = {};

    // Sets of members, as bits by rank.
    private long suspected;
    private long reported;
    private long quiet;
    private long outsiders;

    private boolean outside;
    private long linksReviewedNs;

    Suspicions(
            MembershipConfig config,
            Incarnation me,
            HeartbeatDetector detector,
            MembershipListener listener,
            Trace trace,
            CounterBoard counters) {
        this.config = config;
        this.me = me;
        this.detector = detector;
        this.listener = listener;
        this.trace = trace;
        this.counters = counters;
        this.links = new LinkMatrix(2 * config.suspectNs(), 3 * config.heartbeatNs());
    }

    void onInstalled(ViewProposal installed) {
        view = installed.id();
        members = installed.members();
        myRank = installed.rankOf(me);
        late.clear();
        suspected = 0;
        reported = 0;
        quiet = 0;
        outsiders = 0;
        outside = false;
        links.start(members.size(), detector.nowNs());
        linked = new long[members.size()];
        inViewNs = new long[members.size()];
        Arrays.fill(inViewNs, detector.nowNs());
        members.forEach(member -> detector.expect(member.incarnation()));
    }

    void onHeartbeat(Incarnation from, Heartbeat heartbeat) {
        int rank = heartbeat.view().equals(view) ? rankOf(from) : -1;
        if (rank >= 0) {
            links.onHeartbeat(rank, heartbeat.heard(), detector.nowNs());
            inViewNs[rank] = detector.nowNs();
        } else {
            trace.mark(MembershipMark.HEARTBEAT_OF_OTHER_VIEW);
        }
    }

    /** Returns whether a process was suspected at the last review; one that is not in the view, whether it is silent now. */
    boolean isSuspected(Incarnation process) {
        int rank = rankOf(process);
        if (rank >= 0) {
            return contains(suspected, rank);
        }
        return !process.equals(me) && (late.containsKey(process) || detector.isSilent(process));
    }

    /** Returns the suspected members of the view, as bits by rank. */
    long suspected() {
        return suspected;
    }

    /** Returns whether the others can go on together only without this member: then it leads nothing. */
    boolean isOutside() {
        return outside;
    }

    /** Looks again at who is heard, and a few times in each heartbeat at who hears whom. */
    void review() {
        if (members.isEmpty()) {
            return;
        }
        if (detector.nowNs() - linksReviewedNs >= config.heartbeatNs() / 4) {
            linksReviewedNs = detector.nowNs();
            reviewLinks();
        }
        long now = 0;
        for (int rank = 0; rank < members.size(); rank++) {
            boolean suspect = rank != myRank && (isLate(rank) || isUnreachable(rank));
            now |= suspect ? 1L << rank : 0;
        }
        suspect(now);
    }

    /** Traces a suspicion before anything follows from it. */
    private void suspect(long now) {
        if ((suspected & ~now) != 0) {
            trace.mark(MembershipMark.SUSPICION_ENDS);
        }
        suspected = now;
        for (long news = now & ~reported; news != 0; news &= news - 1) {
            int rank = Long.numberOfTrailingZeros(news);
            trace.mark(markOf(rank));
            trace.suspected(incarnation(rank));
            counters.increment(Counter.SUSPICIONS);
        }
        reported |= now;
    }

    private MembershipMark markOf(int rank) {
        if (isLate(rank)) {
            boolean ended = late.get(incarnation(rank)) == Cause.PROCESS_ENDED;
            return ended ? MembershipMark.SUSPECTED_ENDED : MembershipMark.SUSPECTED_LATE;
        } else if (contains(outsiders, rank)) {
            return MembershipMark.SUSPECTED_OUTSIDE;
        }
        return isElsewhere(rank) ? MembershipMark.SUSPECTED_ELSEWHERE : MembershipMark.SUSPECTED_SILENT;
    }

    private boolean isUnreachable(int rank) {
        return contains(outsiders, rank) || isElsewhere(rank) || isSilent(rank);
    }

    /** Nobody shows that it still hears it. */
    private boolean isSilent(int rank) {
        return detector.isSilent(incarnation(rank)) && !isHeardElsewhere(rank);
    }

    /** Where every part goes on, a member may have gone on in another one without ever installing this view. */
    private boolean isElsewhere(int rank) {
        return config.partitions() == PartitionPolicy.PARTITIONABLE
                && detector.nowNs() - inViewNs[rank] > 3 * config.suspectNs();
    }

    /** Another member that this one hears has heard a heartbeat that did not come here, and not long ago. */
    private boolean isHeardElsewhere(int of) {
        long latestHere = detector.latestHeartbeat(incarnation(of));
        for (int by = 0; by < members.size(); by++) {
            if (by != of
                    && by != myRank
                    && links.latest(by, of) > latestHere
                    && detector.nowNs() - links.advancedNs(by, of) <= config.suspectNs()
                    && !isLate(by)
                    && !detector.isSilent(incarnation(by))) {
                trace.mark(MembershipMark.HEARD_BY_ANOTHER);
                return true;
            }
        }
        return false;
    }

    private void reviewLinks() {
        long present = 0;
        for (int rank = 0; rank < members.size(); rank++) {
            warn(rank);
            boolean gone = rank != myRank && (isLate(rank) || isElsewhere(rank) || isSilent(rank));
            present |= gone ? 0 : 1L << rank;
        }
        split(present);
    }

    private void warn(int rank) {
        long silenceNs = detector.silenceNs(incarnation(rank));
        boolean isQuiet = rank != myRank && silenceNs > config.suspectNs() / 2;
        if (isQuiet && !contains(quiet, rank)) {
            trace.mark(MembershipMark.QUIET);
            counters.increment(Counter.QUIET_MEMBERS);
            listener.onQuiet(members.get(rank).member(), silenceNs);
        }
        quiet = isQuiet ? quiet | 1L << rank : quiet & ~(1L << rank);
    }

    private void split(long present) {
        long clique = isComplete(present) ? present : Clique.largest(linksWithin(present));
        if (outside != !contains(clique, myRank)) {
            trace.mark(outside ? MembershipMark.INSIDE_AGAIN : MembershipMark.OUTSIDE);
        }
        outside = !contains(clique, myRank);
        outsiders = outside ? 0 : present & ~clique;
    }

    private boolean isComplete(long present) {
        for (long rest = present; rest != 0; rest &= rest - 1) {
            if ((unheardBy(Long.numberOfTrailingZeros(rest)) & present) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Returns for each of those present whom it is linked with both ways. */
    private long[] linksWithin(long present) {
        for (int rank = 0; rank < linked.length; rank++) {
            linked[rank] = contains(present, rank) ? present & ~(1L << rank) : 0;
        }
        for (long rest = present; rest != 0; rest &= rest - 1) {
            int by = Long.numberOfTrailingZeros(rest);
            for (long unheard = unheardBy(by) & present; unheard != 0; unheard &= unheard - 1) {
                int of = Long.numberOfTrailingZeros(unheard);
                linked[by] &= ~(1L << of);
                linked[of] &= ~(1L << by);
            }
        }
        return linked;
    }

    private long unheardBy(int by) {
        return by == myRank ? unheardHere() : links.unheardBy(by);
    }

    private long unheardHere() {
        long unheard = 0;
        for (int of = 0; of < members.size(); of++) {
            boolean broken = of != myRank && detector.silenceNs(incarnation(of)) > 2 * config.suspectNs();
            unheard |= broken ? 1L << of : 0;
        }
        return unheard;
    }

    /** Gives up on a process that is alive but keeps the change from ending. */
    void giveUpOn(Incarnation process) {
        giveUpOn(process, Cause.UNRESPONSIVE);
    }

    /** Takes evidence against a process. */
    void giveUpOn(Incarnation process, Cause cause) {
        int rank = rankOf(process);
        if (process.equals(me)) {
            trace.mark(MembershipMark.TOO_LATE_ITSELF);
            trace.suspected(me);
            return;
        }
        if (rank < 0 ? !detector.isSilent(process) : !isUnreachable(rank)) {
            late.put(process, cause);
        }
        if (rank >= 0) {
            suspect(suspected | 1L << rank);
        }
    }

    /** A process that was too slow once answers the protocol again. */
    void onAnswer(Incarnation process) {
        if (late.remove(process) != null) {
            trace.mark(MembershipMark.LATE_ONE_ANSWERS);
        }
    }

    /** What spoke against a process has passed. */
    void withdraw(Incarnation process) {
        if (late.remove(process) != null) {
            trace.mark(MembershipMark.EVIDENCE_WITHDRAWN);
        }
    }

    /** Returns whether a participant says that what a process sends does not come through. */
    boolean isLinkBroken(Incarnation process) {
        return late.get(process) == Cause.LINK_BROKEN;
    }

    /** Without a quorum there is nobody to give up: whoever is heard counts again. */
    void forgive() {
        boolean some = !late.isEmpty();
        late.clear();
        if (some) {
            trace.mark(MembershipMark.LATE_ONES_FORGIVEN);
        }
    }

    /** Returns for how long a member of the view has missed another, by what it said last; by their ranks. */
    long missedNs(int by, int of) {
        return by == myRank
                ? detector.silenceNs(incarnation(of))
                : by == of ? 0 : detector.nowNs() - links.advancedNs(by, of);
    }

    /** Returns what speaks against a member of the view here, by its rank. */
    Cause causeOf(int rank) {
        Cause evidence = late.get(incarnation(rank));
        if (evidence != null) {
            return evidence;
        }
        if (contains(outsiders, rank) || isElsewhere(rank)) {
            return Cause.LINK_BROKEN;
        }
        return detector.isSilent(incarnation(rank)) ? Cause.SILENT : Cause.DECIDED_ELSEWHERE;
    }

    private boolean isLate(int rank) {
        return !late.isEmpty() && late.containsKey(incarnation(rank));
    }

    private Incarnation incarnation(int rank) {
        return members.get(rank).incarnation();
    }

    private int rankOf(Incarnation process) {
        for (int rank = 0; rank < members.size(); rank++) {
            if (incarnation(rank).equals(process)) {
                return rank;
            }
        }
        return -1;
    }

    private static boolean contains(long ranks, int rank) {
        return (ranks >>> rank & 1) == 1;
    }
}
