/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.metrics;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Timespan;

/** This process, or its publishers, stood still. */
@Name("viewbus.Stall")
@Label("Stall")
@Description("In the latest second this process stood still, or publishers were held back")
final class StallEvent extends MemberEvent {

    @Label("Pauses")
    @Description("How often this process stood still for so long that it doubted itself")
    long pauses;

    @Label("Longest Pause So Far")
    @Timespan(Timespan.NANOSECONDS)
    long longestPause;

    @Label("Held Back")
    @Description("Offers not taken because the window or the slowest subscriber had no room")
    long heldBack;
}
