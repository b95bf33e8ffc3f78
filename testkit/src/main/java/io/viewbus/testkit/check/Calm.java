/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.check;

/** Since when nothing was done to the members of a run, as far as the checker was told. */
final class Calm {

    private Phase phase = Phase.TROUBLED;
    private long calmNs;
    private long phaseNs;

    void enter(Phase next, long atNs) {
        if (phase == Phase.TROUBLED) {
            calmNs = atNs;
        }
        phase = next;
        phaseNs = atNs;
    }

    boolean isTroubled() {
        return phase == Phase.TROUBLED;
    }

    boolean isHealed() {
        return phase == Phase.HEALED;
    }

    boolean isQuiet() {
        return phase == Phase.QUIET;
    }

    /** Returns for how long something goes on; only the time in the present phase counts. */
    long lastsNs(long beganNs, long atNs) {
        return atNs - Math.max(beganNs, phaseNs);
    }

    /** Returns whether something goes on for too long with nothing in its way: only time without trouble counts. */
    boolean isLate(long beganNs, long atNs, long patienceNs) {
        return !isTroubled() && atNs - Math.max(beganNs, calmNs) > patienceNs;
    }
}
