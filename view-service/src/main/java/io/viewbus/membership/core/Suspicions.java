/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

import io.viewbus.membership.core.Message.Heartbeat;
import io.viewbus.membership.detector.Clique;
import io.viewbus.membership.detector.HeartbeatDetector;
import io.viewbus.membership.detector.LinkMatrix;
import io.viewbus.spi.trace.Trace;
import io.viewbus.view.Incarnation;
import io.viewbus.view.PartitionPolicy;
import java.util.Arrays;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

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
    /** Members that answer heartbeats but not the protocol, or of which a participant gave evidence; until the next view. */
    private final TreeSet<Incarnation> late = new TreeSet<>();

    private final TreeSet<Incarnation> reported = new TreeSet<>();
    private final TreeSet<Incarnation> quiet = new TreeSet<>();
    private @Nullable ViewProposal view;
    private long[] inViewNs = {};
    private long outsiders;
    private boolean outside;
    private long updatedNs;

    Suspicions(
            MembershipConfig config,
            Incarnation me,
            HeartbeatDetector detector,
            MembershipListener listener,
            Trace trace) {
        this.config = config;
        this.me = me;
        this.detector = detector;
        this.listener = listener;
        this.trace = trace;
        this.links = new LinkMatrix(2 * config.suspectNs(), 3 * config.heartbeatNs());
    }

    void onInstalled(ViewProposal installed) {
        view = installed;
        late.clear();
        reported.clear();
        quiet.clear();
        outsiders = 0;
        outside = false;
        links.start(installed.members().size(), detector.nowNs());
        inViewNs = new long[installed.members().size()];
        Arrays.fill(inViewNs, detector.nowNs());
        installed.members().forEach(member -> detector.expect(member.incarnation()));
    }

    void onHeartbeat(Incarnation from, Heartbeat heartbeat) {
        ViewProposal current = view;
        if (current != null && heartbeat.view().equals(current.id()) && current.contains(from)) {
            int rank = current.rankOf(from);
            links.onHeartbeat(rank, heartbeat.heard(), detector.nowNs());
            inViewNs[rank] = detector.nowNs();
        }
    }

    boolean isSuspected(Incarnation process) {
        boolean suspected = !process.equals(me) && (late.contains(process) || isUnreachable(process));
        if (suspected) {
            report(process);
        }
        return suspected;
    }

    /** Returns whether the others can go on together only without this member: then it leads nothing. */
    boolean isOutside() {
        return outside;
    }

    private boolean isUnreachable(Incarnation process) {
        ViewProposal current = view;
        int rank = current == null ? -1 : current.rankOf(process);
        if (current == null || rank < 0) {
            return detector.isSilent(process);
        }
        return isOutsider(rank)
                || isElsewhere(rank)
                || (detector.isSilent(process) && !isHeardElsewhere(current, rank));
    }

    /** Where every part goes on, a member may have gone on in another one without ever installing this view. */
    private boolean isElsewhere(int rank) {
        return config.partitions() == PartitionPolicy.PARTITIONABLE
                && detector.nowNs() - inViewNs[rank] > 3 * config.suspectNs();
    }

    private boolean isOutsider(int rank) {
        return (outsiders >>> rank & 1) == 1;
    }

    /** Another member that this one hears has heard a heartbeat that did not come here, and not long ago. */
    private boolean isHeardElsewhere(ViewProposal current, int of) {
        long latestHere = detector.latestHeartbeat(incarnation(current, of));
        for (int by = 0; by < current.members().size(); by++) {
            Incarnation witness = incarnation(current, by);
            if (by != of
                    && !witness.equals(me)
                    && !late.contains(witness)
                    && !detector.isSilent(witness)
                    && links.latest(by, of) > latestHere
                    && detector.nowNs() - links.advancedNs(by, of) <= config.suspectNs()) {
                return true;
            }
        }
        return false;
    }

    /** Looks at the links again, a few times in each heartbeat. */
    void update() {
        ViewProposal current = view;
        if (current == null || detector.nowNs() - updatedNs < config.heartbeatNs() / 4) {
            return;
        }
        updatedNs = detector.nowNs();
        long present = 0;
        for (int rank = 0; rank < current.members().size(); rank++) {
            Incarnation process = incarnation(current, rank);
            warn(current, rank);
            boolean gone = late.contains(process) || (detector.isSilent(process) && !isHeardElsewhere(current, rank));
            present |= gone && !process.equals(me) ? 0 : 1L << rank;
        }
        split(current, present);
    }

    private void warn(ViewProposal current, int rank) {
        MemberRecord member = current.members().get(rank);
        long silenceNs = detector.silenceNs(member.incarnation());
        boolean isQuiet = !member.incarnation().equals(me) && silenceNs > config.suspectNs() / 2;
        if (!isQuiet) {
            quiet.remove(member.incarnation());
        } else if (quiet.add(member.incarnation())) {
            listener.onQuiet(member.member(), silenceNs);
        }
    }

    private void split(ViewProposal current, long present) {
        long[] linked = linked(current, present);
        boolean complete = true;
        for (int rank = 0; rank < linked.length; rank++) {
            complete &= (present >>> rank & 1) == 0 || (linked[rank] | 1L << rank) == present;
        }
        long clique = complete ? present : Clique.largest(linked);
        outside = (clique >>> current.rankOf(me) & 1) == 0;
        outsiders = outside ? 0 : present & ~clique;
    }

    private long[] linked(ViewProposal current, long present) {
        long[] linked = new long[current.members().size()];
        for (int a = 0; a < linked.length; a++) {
            for (int b = 0; b < a; b++) {
                boolean both = (present >>> a & present >>> b & 1) == 1;
                if (both && hears(current, a, b) && hears(current, b, a)) {
                    linked[a] |= 1L << b;
                    linked[b] |= 1L << a;
                }
            }
        }
        return linked;
    }

    private boolean hears(ViewProposal current, int by, int of) {
        return incarnation(current, by).equals(me)
                ? detector.silenceNs(incarnation(current, of)) <= 2 * config.suspectNs()
                : links.hears(by, of);
    }

    /** Gives up on a process that is alive but keeps the change from ending. */
    void giveUpOn(Incarnation process) {
        if (!process.equals(me)) {
            if (!isUnreachable(process)) {
                late.add(process);
            }
            report(process);
        }
    }

    /** Without a quorum there is nobody to give up: whoever is heard counts again. */
    void forgive() {
        late.clear();
    }

    /** Traces a suspicion before anything follows from it. */
    private void report(Incarnation process) {
        ViewProposal current = view;
        if (current != null && current.contains(process) && reported.add(process)) {
            trace.suspected(process);
        }
    }

    private static Incarnation incarnation(ViewProposal view, int rank) {
        return view.members().get(rank).incarnation();
    }
}
