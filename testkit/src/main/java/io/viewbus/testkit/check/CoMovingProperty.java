/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.check;

import io.viewbus.view.Member;
import io.viewbus.view.ViewId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A guarantee for members that go from one view to the next together: what each did in the old view is compared with what
 * the first of them did. The last view of a run has no next one: what holds at any moment is verified there when the run ends.
 */
abstract class CoMovingProperty extends Property {

    private final Map<Step, Epoch> firsts = new HashMap<>();
    private long nowNs;

    CoMovingProperty(World world, String number, String name) {
        super(world, number, name);
    }

    /**
     * Compares what two members did in the same view.
     *
     * @param first whoever ended the view first
     * @param second who ends it now
     */
    abstract void compare(Epoch first, Epoch second);

    /** Tells whether it holds at any moment for what was done so far, and not only for a view that has ended. */
    boolean holdsSoFar() {
        return false;
    }

    /** Reports that the second of two compared members broke the guarantee. */
    final void differs(Epoch second, String detail) {
        violated(nowNs, second.who(), detail);
    }

    @Override
    public final void on(TraceEvent.Installed event) {
        Epoch epoch = world().process(event.who()).epochIn(event.prior());
        if (epoch == null) {
            return; // a newcomer
        }
        nowNs = event.atNs();
        Epoch first = firsts.putIfAbsent(new Step(event.prior(), event.view().id()), epoch);
        if (first != null) {
            compare(first, epoch);
        }
    }

    @Override
    void atEnd(long atNs, List<Member> settled) {
        if (holdsSoFar()) {
            compareLast(
                    atNs,
                    settled.stream().map(member -> world().process(member)).toList());
        }
    }

    @Override
    void atBreak(long atNs) {
        if (holdsSoFar()) {
            compareLast(atNs, world().unhurt());
        }
    }

    private void compareLast(long atNs, Collection<ProcessState> processes) {
        nowNs = atNs;
        Map<ViewId, Epoch> firstOfView = new HashMap<>();
        for (ProcessState process : processes) {
            Epoch epoch = process.epoch();
            if (epoch == null) {
                continue;
            }
            Epoch first = firstOfView.putIfAbsent(epoch.view().id(), epoch);
            if (first != null) {
                compare(first, epoch);
            }
        }
    }

    private record Step(ViewId prior, ViewId next) {}
}
