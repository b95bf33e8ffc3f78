/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.check;

/** What is done to the members of a run and to their network, which no member can know. Whoever does it tells the checker. */
public enum Phase {
    /** Anything may go wrong. */
    TROUBLED,
    /** Nothing is done any more; what was done before may still have effects. */
    HEALED,
    /** Nothing has been wrong for a while: nothing but short pauses, short delays, and users that do not consume. */
    QUIET
}
