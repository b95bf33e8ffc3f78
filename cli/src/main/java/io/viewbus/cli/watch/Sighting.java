/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.watch;

import io.viewbus.aeron.LocalMember;
import io.viewbus.cli.JsonObject;
import io.viewbus.observe.Counter;
import io.viewbus.observe.Spread;
import io.viewbus.observe.Timing;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One look at one member, compared with the look before.
 *
 * @param member what was seen
 * @param state what it is doing
 * @param before what was seen of it before, null if nothing was
 * @param sinceNs how long ago that was
 * @param atMs when this was seen, milliseconds since 1970
 */
record Sighting(
        LocalMember member, MemberState state, @Nullable LocalMember before, long sinceNs, long atMs) {

    private static final double NS_PER_S = 1e9;
    private static final double NS_PER_MS = 1e6;

    long get(Counter counter) {
        return member.counters().get(counter);
    }

    boolean isThere() {
        return state != MemberState.GONE;
    }

    /** Whether it is in a view. */
    boolean hasView() {
        return get(Counter.VIEWS_INSTALLED) > 0;
    }

    String role() {
        if (!hasView()) {
            return "-";
        }
        return get(Counter.RANK) == 0 ? "coordinator" : "member";
    }

    /** Returns by how much a counter grew in a second; not a number if there was no look before. */
    double perSecond(Counter counter) {
        LocalMember earlier = before;
        return earlier == null || sinceNs <= 0
                ? Double.NaN
                : (get(counter) - earlier.counters().get(counter)) * NS_PER_S / sinceNs;
    }

    /** Returns the mean in milliseconds of what was timed since the look before, or of all if nothing was since. */
    double meanMs(Timing timing) {
        LocalMember earlier = before;
        long fresh =
                earlier == null ? 0 : get(timing.samples()) - earlier.counters().get(timing.samples());
        if (earlier != null && fresh > 0) {
            return (get(timing.sum()) - earlier.counters().get(timing.sum())) / NS_PER_MS / fresh;
        }
        return get(timing.samples()) == 0 ? Double.NaN : get(timing.sum()) / NS_PER_MS / get(timing.samples());
    }

    /** Returns a percentile in milliseconds of what was timed since the look before, or of all if nothing was since. */
    double percentileMs(Timing timing, double percent) {
        LocalMember earlier = before;
        Spread all = member.counters().spread(timing);
        Spread fresh = earlier == null ? all : all.since(earlier.counters().spread(timing));
        return (fresh.samples() > 0 ? fresh : all).percentileNs(percent) / NS_PER_MS;
    }

    /** Returns for how long it has been in its view; not a number without one. */
    double viewAgeSeconds() {
        long installedMs = TimeUnit.NANOSECONDS.toMillis(get(Counter.VIEW_TIMESTAMP_NS));
        return hasView() ? Math.max(0, atMs - installedMs) / 1000.0 : Double.NaN;
    }

    JsonObject json() {
        return new JsonObject()
                .put("at", atMs)
                .put("cluster", member.cluster())
                .put("member", member.name())
                .put("incarnation", member.incarnation())
                .put("pid", member.pid())
                .put("state", state.word())
                .put("role", role())
                .put("view", get(Counter.VIEW))
                .put("members", get(Counter.MEMBERS))
                .put("primary", get(Counter.PRIMARY) == 1)
                .put("viewAgeSeconds", viewAgeSeconds())
                .put("viewChangeMs", get(Counter.VIEW_CHANGE_LAST_NS) / NS_PER_MS)
                .put("sentPerSecond", perSecond(Counter.MESSAGES_SENT))
                .put("deliveredPerSecond", perSecond(Counter.MESSAGES_DELIVERED))
                .put("heldBackPerSecond", perSecond(Counter.PUBLISH_HELD_BACK))
                .put("repairedPerSecond", perSecond(Counter.FRAMES_REPAIRED))
                .put("retained", get(Counter.MESSAGES_RETAINED))
                .put("lag", get(Counter.LAG))
                .put("suspected", get(Counter.SUSPECTED))
                .put("silenceMs", get(Counter.SILENCE_NS) / NS_PER_MS)
                .put("roundTripMs", get(Counter.ROUND_TRIP_NS) / NS_PER_MS)
                .put("deliveryMs", meanMs(Timing.DELIVERY))
                .put("deliveryP50Ms", percentileMs(Timing.DELIVERY, 50))
                .put("deliveryP99Ms", percentileMs(Timing.DELIVERY, 99))
                .put("stableMs", meanMs(Timing.STABLE))
                .put("stableP50Ms", percentileMs(Timing.STABLE, 50))
                .put("stableP99Ms", percentileMs(Timing.STABLE, 99));
    }
}
