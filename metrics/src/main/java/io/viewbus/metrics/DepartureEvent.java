/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.metrics;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A member is not in the next view. */
@Name("viewbus.Departure")
@Label("Departure")
@Description("A member is not in the next view: it left, or was put out")
final class DepartureEvent extends MemberEvent {

    @Label("View")
    @Description("The first view without it")
    long view;

    @Label("Departed")
    String departed = "";

    @Label("Cause")
    String cause = "";

    @Label("Evicted")
    @Description("Whether it was put out, as far as this member knows")
    boolean evicted;

    @Label("Missed By")
    @Description("Who had missed it, and for how long")
    String missedBy = "";
}
