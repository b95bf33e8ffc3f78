/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.check;

import io.viewbus.view.Member;
import java.util.List;

/** One guarantee, verified over the events of a run. The numbers are stable: messages and tests cite them. */
abstract class Property implements EventHandler {

    private final World world;
    private final String number;
    private final String name;

    Property(World world, String number, String name) {
        this.world = world;
        this.number = number;
        this.name = name;
    }

    final String number() {
        return number;
    }

    final World world() {
        return world;
    }

    final void violated(TraceEvent event, String detail) {
        violated(event.atNs(), event.who(), detail);
    }

    final void violated(long atNs, Member who, String detail) {
        world.report(new Violation(number, name, atNs, who.name(), detail));
    }

    /**
     * Verifies what can only be said at the end of a run without faults in its last part.
     *
     * @param atNs when it ended
     * @param settled the members that were alive and connected long enough
     */
    void atEnd(long atNs, List<Member> settled) {}

    /**
     * Verifies what holds at any moment, for a run that breaks off: faults may be under way.
     *
     * @param atNs when it broke off
     */
    void atBreak(long atNs) {}
}
