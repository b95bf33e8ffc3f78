/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.check;

import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.View;
import io.viewbus.view.ViewId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What holds where every part of a cluster goes on, in place of the agreement on one successor. */
final class MergeProperties {

    private MergeProperties() {}

    static List<Property> all(World world) {
        return List.of(new MergeAnnouncement(world), new FullAcceptance(world));
    }

    /** X4: whoever comes from one of several views is said to come from it, and nobody else is. */
    static final class MergeAnnouncement extends Property {
        MergeAnnouncement(World world) {
            super(world, "X4", "Merge Announcement");
        }

        @Override
        public void on(TraceEvent.Installed event) {
            ProcessState process = world().process(event.who());
            if (process.isResuming()) {
                return;
            }
            ViewId before = process.viewId();
            for (View.Component component : event.view().components()) {
                boolean said = component.members().contains(event.who());
                if (said != component.prior().equals(before)) {
                    violated(
                            event,
                            "comes from view " + before + ", but view "
                                    + event.view().id() + " lists " + component.members() + " as coming from view "
                                    + component.prior());
                }
            }
        }
    }

    /** I1 of a part: a view is decided only after all its members accepted it, or said that they are ready to come in. */
    static final class FullAcceptance extends Property {
        private final Map<ViewId, Set<Incarnation>> accepted = new HashMap<>();
        private final Map<ViewId, TraceEvent.Decided> decided = new HashMap<>();

        FullAcceptance(World world) {
            super(world, "I1", "Barrier");
        }

        @Override
        public void on(TraceEvent.Accepted event) {
            accepted.computeIfAbsent(event.next(), view -> new HashSet<>())
                    .add(event.who().incarnation());
        }

        @Override
        public void on(TraceEvent.Decided event) {
            if (decided.putIfAbsent(event.next(), event) != null) {
                return;
            }
            Set<Incarnation> ready = accepted.getOrDefault(event.next(), Set.of());
            for (Member member : event.members()) {
                if (!ready.contains(member.incarnation())
                        && !world().process(member).isUnrecorded()) {
                    violated(event, "view " + event.next() + " is decided, but " + member + " did not accept it");
                }
            }
        }
    }
}
