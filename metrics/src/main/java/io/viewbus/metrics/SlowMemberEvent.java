/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.metrics;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Timespan;

/** A member is slow, or the way to it. */
@Name("viewbus.SlowMember")
@Label("Slow Member")
@Description("Another member is silent for half of the time of suspicion, or far behind for a second")
final class SlowMemberEvent extends MemberEvent {

    @Label("Slow")
    String slow = "";

    @Label("Lag")
    @Description("Messages received here that it has not acknowledged")
    long lag;

    @Label("Silence")
    @Timespan(Timespan.NANOSECONDS)
    long silence;

    @Label("Round Trip")
    @Description("How long its latest timed acknowledgement took")
    @Timespan(Timespan.NANOSECONDS)
    long roundTrip;

    @Label("Suspected")
    boolean suspected;
}
