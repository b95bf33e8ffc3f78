/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.timeline;

/** Where a time is drawn. */
record Scale(long fromNs, long toNs, double left, double right) {

    double x(long atNs) {
        return left + (right - left) * (atNs - fromNs) / (toNs - fromNs);
    }

    boolean contains(long atNs) {
        return atNs >= fromNs && atNs <= toNs;
    }

    /** Returns a step of 1, 2 or 5 times a power of ten that divides what is drawn into about so many parts. */
    long stepNs(int parts) {
        long step = 1_000;
        long wanted = (toNs - fromNs) / parts;
        while (step * 10 < wanted) {
            step *= 10;
        }
        if (step >= wanted) {
            return step;
        }
        return step * 2 >= wanted ? step * 2 : step * 5 >= wanted ? step * 5 : step * 10;
    }
}
