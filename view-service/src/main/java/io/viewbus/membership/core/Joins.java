/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

import io.viewbus.membership.core.Message.Join;
import io.viewbus.spi.trace.Trace;
import io.viewbus.view.Incarnation;
import io.viewbus.view.ViewId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The processes that ask to be let in, as heard by this one. Bounded: what does not fit asks again. One that stops asking is
 * forgotten.
 */
final class Joins {

    /** Twice the largest cluster: every member may be restarting while its old incarnation is still remembered. */
    private static final int MAX_PENDING = 2 * MembershipConfig.MAX_MEMBERS;

    /** One process that asks. */
    static final class Pending {
        /** What it said last: a member of another part says another view from time to time. */
        Join join;

        final long firstNs;
        long lastNs;

        Pending(Join join, long nowNs) {
            this.join = join;
            this.firstNs = nowNs;
            this.lastNs = nowNs;
        }

        MemberRecord record() {
            return join.record();
        }

        String name() {
            return record().member().name();
        }
    }

    private final TreeMap<Incarnation, Pending> pending = new TreeMap<>();
    private final long forgetNs;
    private final Trace trace;
    private boolean partHeard;
    private long partHeardNs;

    Joins(long forgetNs, Trace trace) {
        this.forgetNs = forgetNs;
        this.trace = trace;
    }

    void onJoin(Join join, long nowNs) {
        Pending known = pending.get(join.record().incarnation());
        if (known != null) {
            known.lastNs = nowNs;
            known.join = join;
        } else if (pending.size() < MAX_PENDING) {
            pending.put(join.record().incarnation(), new Pending(join, nowNs));
        } else {
            trace.mark(MembershipMark.TOO_MANY_JOIN);
        }
    }

    boolean isEmpty() {
        return pending.isEmpty();
    }

    void expire(long nowNs) {
        if (!isEmpty() && pending.values().removeIf(join -> nowNs - join.lastNs > forgetNs)) {
            trace.mark(MembershipMark.JOIN_FORGOTTEN);
        }
    }

    /** Another part of the cluster was heard: members of it may want to merge. */
    void onPartHeard(long nowNs) {
        partHeard = true;
        partHeardNs = nowNs;
    }

    boolean isPartHeard(long nowNs) {
        return partHeard && nowNs - partHeardNs <= forgetNs;
    }

    /** Returns the latest of the views that members of other parts said they have; {@link ViewId#NONE} if there are none. */
    ViewId latestView() {
        return pending.values().stream()
                .map(join -> join.join.view())
                .max(Comparator.naturalOrder())
                .orElse(ViewId.NONE);
    }

    /** Whether this process goes on inviting when another one invites it: parts by their views, starters by incarnation. */
    boolean precedes(MemberContext context, Incarnation other) {
        Pending rival = pending.get(other);
        ViewId view = rival == null ? ViewId.NONE : rival.join.view();
        if (view.equals(ViewId.NONE)) {
            return context.me().compareTo(other) < 0;
        }
        return context.viewId().compareTo(view) > 0;
    }

    /** Whether all members of a part that want to merge are among those who can. */
    boolean isWhole(ViewId part, List<MemberRecord> able) {
        return pending.values().stream()
                .filter(join -> join.join.view().equals(part))
                .allMatch(join -> able.contains(join.record()));
    }

    void remove(Incarnation incarnation) {
        pending.remove(incarnation);
    }

    @Nullable
    Pending get(Incarnation incarnation) {
        return pending.get(incarnation);
    }

    /** Returns those who still ask, first come first; of two with one name only the first. */
    List<Pending> firstOfEachName() {
        List<Pending> byArrival = new ArrayList<>(pending.values());
        byArrival.sort((a, b) -> a.firstNs != b.firstNs
                ? Long.compare(a.firstNs, b.firstNs)
                : a.record().incarnation().compareTo(b.record().incarnation()));
        List<Pending> unique = new ArrayList<>();
        for (Pending join : byArrival) {
            if (unique.stream().noneMatch(other -> other.name().equals(join.name()))) {
                unique.add(join);
            }
        }
        return unique;
    }
}
