/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.metrics;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** This member was put out. */
@Name("viewbus.Eviction")
@Label("Eviction")
@Description("The cluster went on without this member, or it failed")
final class EvictionEvent extends MemberEvent {

    @Label("Reason")
    String reason = "";
}
