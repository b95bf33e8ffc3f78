/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.check;

import io.viewbus.view.ViewId;
import java.util.HashMap;
import java.util.Map;

/**
 * A guarantee for members that go from one view to the next together: what each did in the old view is compared with what
 * the first of them did.
 */
abstract class CoMovingProperty extends Property {

    private final Map<Step, Epoch> firsts = new HashMap<>();

    CoMovingProperty(World world, String number, String name) {
        super(world, number, name);
    }

    /**
     * Compares what two members did in the same view.
     *
     * @param first whoever installed the next view first
     * @param second who installs it now
     * @param event that installation
     */
    abstract void compare(Epoch first, Epoch second, TraceEvent.Installed event);

    @Override
    public final void on(TraceEvent.Installed event) {
        Epoch epoch = world().process(event.who()).epoch();
        if (epoch == null || !epoch.view().id().equals(event.prior())) {
            return; // a newcomer
        }
        Epoch first = firsts.putIfAbsent(new Step(event.prior(), event.view().id()), epoch);
        if (first != null) {
            compare(first, epoch, event);
        }
    }

    private record Step(ViewId prior, ViewId next) {}
}
