/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.watch;

import io.viewbus.aeron.LocalMember;
import io.viewbus.observe.Counter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Compares each look at the members with the one before. Who disappears is shown for a while, unless another process of its name came.
 * Not safe for use by several threads.
 */
final class Lookout {

    /** After so long without a heartbeat a process does nothing: members are suspected after a second. */
    private static final long STALL_NS = 900_000_000L;

    private static final long SHOWN_AFTER_DEATH_NS = 30_000_000_000L;

    private final Supplier<List<LocalMember>> look;
    private final LongSupplier nanoClock;
    private final LongSupplier epochMs;
    private final Map<String, Track> tracks = new LinkedHashMap<>();

    private static final class Track {
        LocalMember latest;
        long lookedNs;
        long livedNs;
        long beatNs;

        Track(LocalMember latest, long nowNs) {
            this.latest = latest;
            this.lookedNs = nowNs;
            this.livedNs = nowNs;
            this.beatNs = nowNs;
        }
    }

    /**
     * Makes a lookout.
     *
     * @param look sees the members that there are
     * @param nanoClock a clock that only goes on
     * @param epochMs the clock on the wall
     */
    Lookout(Supplier<List<LocalMember>> look, LongSupplier nanoClock, LongSupplier epochMs) {
        this.look = look;
        this.nanoClock = nanoClock;
        this.epochMs = epochMs;
    }

    /** Looks, and tells of everybody who was there half a minute ago or later, by cluster and name. */
    List<Sighting> look() {
        List<LocalMember> present = look.get();
        long nowNs = nanoClock.getAsLong();
        List<Sighting> all = new ArrayList<>();
        for (LocalMember member : present) {
            all.add(sight(member, nowNs));
        }
        all.addAll(vanished(present, nowNs));
        all.removeIf(sighting -> !sighting.isThere() && isReplaced(sighting, all));
        all.sort((a, b) -> a.member().cluster().equals(b.member().cluster())
                ? a.member().name().compareTo(b.member().name())
                : a.member().cluster().compareTo(b.member().cluster()));
        return all;
    }

    private Sighting sight(LocalMember member, long nowNs) {
        Track track = tracks.get(member.incarnation());
        if (track == null) {
            tracks.put(member.incarnation(), new Track(member, nowNs));
            return sighting(member, stateOf(member, false), null, 0);
        }
        LocalMember before = track.latest;
        long sinceNs = nowNs - track.lookedNs;
        if (beats(member) != beats(before)) {
            track.beatNs = nowNs;
        }
        track.livedNs = member.isAlive() ? nowNs : track.livedNs;
        track.latest = member;
        track.lookedNs = nowNs;
        return sighting(member, stateOf(member, nowNs - track.beatNs > STALL_NS), before, sinceNs);
    }

    private Sighting sighting(LocalMember member, MemberState state, @Nullable LocalMember before, long sinceNs) {
        return new Sighting(member, state, before, sinceNs, epochMs.getAsLong());
    }

    private static long beats(LocalMember member) {
        return member.counters().get(Counter.HEARTBEATS_SENT);
    }

    private static MemberState stateOf(LocalMember member, boolean isStalled) {
        if (!member.isAlive()) {
            return MemberState.GONE;
        } else if (member.counters().get(Counter.VIEWS_INSTALLED) == 0) {
            return MemberState.JOINING;
        } else if (isStalled) {
            return MemberState.STALLED;
        }
        return member.counters().get(Counter.PRIMARY) == 1 ? MemberState.ACTIVE : MemberState.MINORITY;
    }

    private List<Sighting> vanished(List<LocalMember> present, long nowNs) {
        List<Sighting> gone = new ArrayList<>();
        tracks.values().removeIf(track -> nowNs - track.livedNs > SHOWN_AFTER_DEATH_NS && !isIn(present, track));
        for (Track track : tracks.values()) {
            if (!isIn(present, track)) {
                gone.add(sighting(track.latest, MemberState.GONE, null, 0));
            }
        }
        return gone;
    }

    private static boolean isIn(List<LocalMember> present, Track track) {
        return present.stream().anyMatch(member -> member.incarnation().equals(track.latest.incarnation()));
    }

    private static boolean isReplaced(Sighting gone, List<Sighting> all) {
        return all.stream()
                .anyMatch(other -> other.isThere()
                        && other.member().name().equals(gone.member().name())
                        && other.member().cluster().equals(gone.member().cluster()));
    }
}
