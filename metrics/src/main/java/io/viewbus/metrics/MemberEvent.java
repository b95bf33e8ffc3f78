/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.metrics;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.StackTrace;

/** What all events have: which member saw it. */
@Category("Viewbus")
@StackTrace(false)
abstract class MemberEvent extends Event {

    @Label("Cluster")
    String cluster = "";

    @Label("Member")
    String member = "";
}
