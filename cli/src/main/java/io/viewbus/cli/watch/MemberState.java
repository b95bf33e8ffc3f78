/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.watch;

import java.util.Locale;

/** What a member is doing, as far as its counters tell. */
enum MemberState {
    /** It asks to be let in. */
    JOINING,
    /** It is in a view that may decide. */
    ACTIVE,
    /** It reaches no quorum. */
    MINORITY,
    /** Its process is there but sends no heartbeats any more: stopped, or hanging. */
    STALLED,
    /** Its process is not there any more. */
    GONE;

    /** Returns it in the words of people. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
