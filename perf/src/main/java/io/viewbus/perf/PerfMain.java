/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

/** Entry point of the performance harness. */
public final class PerfMain {

    private PerfMain() {}

    /** Prints what can be measured; nothing can yet. */
    public static void main(String[] args) {
        System.out.println("viewbus-perf: no measurement yet");
    }
}
