/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.watch;

import org.jspecify.annotations.Nullable;

/**
 * From when on a check complains; null for never.
 *
 * @param minMembers fewer members in the view are critical
 * @param minViewAgeSeconds a younger view is a warning: members come and go
 * @param maxViewAgeSeconds an older view is a warning
 * @param maxLag more messages that a member has not acknowledged are a warning
 * @param maxSilenceMs a longer silence of a member is a warning
 * @param delivery when times until delivery are a warning
 * @param stable when times until all members have a message are a warning
 */
record Limits(
        @Nullable Long minMembers,
        @Nullable Long minViewAgeSeconds,
        @Nullable Long maxViewAgeSeconds,
        @Nullable Long maxLag,
        @Nullable Long maxSilenceMs,
        OfTimes delivery,
        OfTimes stable) {

    /**
     * From when on times are too long.
     *
     * @param meanMs a longer mean is a warning
     * @param p99Ms a longer time of one in a hundred is a warning
     */
    record OfTimes(@Nullable Double meanMs, @Nullable Double p99Ms) {

        static final OfTimes NONE = new OfTimes(null, null);
    }

    /** Never complains of figures. */
    static final Limits NONE = new Limits(null, null, null, null, null, OfTimes.NONE, OfTimes.NONE);
}
