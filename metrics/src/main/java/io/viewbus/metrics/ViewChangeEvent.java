/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.metrics;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Timespan;

/** A view was installed. */
@Name("viewbus.ViewChange")
@Label("View Change")
@Description("This member installed a view")
final class ViewChangeEvent extends MemberEvent {

    @Label("View")
    long view;

    @Label("Members")
    String members = "";

    @Label("Size")
    int size;

    @Label("Coordinator")
    String coordinator = "";

    @Label("Joined")
    String joined = "";

    @Label("Left")
    String left = "";

    @Label("Quorum")
    boolean quorum;

    @Label("Standstill")
    @Description("For how long deliveries stood still")
    @Timespan(Timespan.NANOSECONDS)
    long standstill;
}
