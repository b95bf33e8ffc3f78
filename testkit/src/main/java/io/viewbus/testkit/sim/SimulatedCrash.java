/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

/**
 * Ends a member in the middle of whatever it is doing. An error and not an exception: nobody below catches it, as nobody
 * catches a power failure.
 */
final class SimulatedCrash extends Error {

    private static final long serialVersionUID = 1L;

    SimulatedCrash() {
        super("simulated crash", null, false, false);
    }
}
