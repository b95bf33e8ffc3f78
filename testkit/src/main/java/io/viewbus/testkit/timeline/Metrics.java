/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.timeline;

/** Sizes on the page, in its units. */
final class Metrics {

    static final int WIDTH = 1200;
    static final int LEFT = 96;
    static final int RIGHT = WIDTH - 32;
    static final int SLICES = 214;
    static final double SLICE = (RIGHT - LEFT) / (double) SLICES;
    static final int TOP = 146;
    static final int ROW = 10;
    static final int LANE_PADDING = 16;
    static final int LANE_GAP = 22;
    static final int CLOSEUP_PITCH = 58;

    private Metrics() {}
}
