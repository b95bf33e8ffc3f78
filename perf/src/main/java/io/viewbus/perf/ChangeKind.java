/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import java.util.Locale;

/** Why a view changes. */
enum ChangeKind {
    /** Somebody comes. */
    JOIN("join"),
    /** Somebody goes and says so. */
    LEAVE("leave"),
    /** A member other than the first of the view is killed. */
    KILL_MEMBER("killMember"),
    /** The first of the view is killed: coordinator, and sequencer where there is one. */
    KILL_SEQUENCER("killSequencer"),
    /** A member other than the first stands still for longer than others put up with. */
    PAUSE("pause");

    private final String metric;

    ChangeKind(String metric) {
        this.metric = metric;
    }

    /** How names of metrics begin. */
    String metric() {
        return metric;
    }

    boolean isPlanned() {
        return this == JOIN || this == LEAVE;
    }

    /** Returns it as an option. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
