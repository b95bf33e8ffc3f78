/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

/** When to ask for what is missing: after a while without progress, then less and less often. */
final class RepairTimer {

    private static final int MAX_BACKOFF = 16;

    private boolean armed;
    private long dueNs;
    private long delayNs;
    private long patienceWhenArmedNs;
    private long heldWhenArmed;
    private int attempts;

    /**
     * Tells whether it is time to ask.
     *
     * @param held what is held by now
     * @param wanted what is wanted
     * @param patienceNs how long it may take; with less than before, it begins anew
     * @return true if so; then the next time is set
     */
    boolean isDue(long held, long wanted, long patienceNs, long nowNs) {
        if (held >= wanted) {
            armed = false;
            attempts = 0;
            return false;
        }
        if (!armed || held > heldWhenArmed || patienceNs < patienceWhenArmedNs) {
            arm(held, patienceNs, nowNs);
            return false;
        }
        if (nowNs - dueNs < 0) {
            return false;
        }
        attempts++;
        delayNs = Math.min(2 * delayNs, MAX_BACKOFF * patienceNs);
        dueNs = nowNs + delayNs;
        return true;
    }

    /** Forgets who was asked in vain: from now on others are, and they may hold it. */
    void restart() {
        armed = false;
        attempts = 0;
    }

    /** How often was asked without any progress. */
    int attempts() {
        return attempts;
    }

    private void arm(long held, long patienceNs, long nowNs) {
        armed = true;
        attempts = 0;
        heldWhenArmed = held;
        patienceWhenArmedNs = patienceNs;
        delayNs = patienceNs;
        dueNs = nowNs + patienceNs;
    }
}
