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
 * @param maxDeliveryMs a longer mean time until delivery is a warning
 * @param maxStableMs a longer mean time until all members have a message is a warning
 */
record Limits(
        @Nullable Long minMembers,
        @Nullable Long minViewAgeSeconds,
        @Nullable Long maxViewAgeSeconds,
        @Nullable Long maxLag,
        @Nullable Long maxSilenceMs,
        @Nullable Long maxDeliveryMs,
        @Nullable Long maxStableMs) {

    /** Never complains of figures. */
    static final Limits NONE = new Limits(null, null, null, null, null, null, null);
}
