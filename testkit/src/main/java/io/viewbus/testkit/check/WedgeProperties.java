/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.check;

import io.viewbus.view.Member;
import io.viewbus.view.PrimaryState;
import io.viewbus.view.View;
import io.viewbus.view.ViewId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a member owes the others from the moment at which it takes part in a change of the view. */
final class WedgeProperties {

    private WedgeProperties() {}

    static List<Property> all(World world) {
        return List.of(new IdempotentFlush(world), new AbortPairing(world), new SilentMinority(world));
    }

    /**
     * I2: what a member says that it contributes to the end of a view stays true, however often it is asked: it delivers and orders
     * nothing more, and nothing that it sends is added to its own messages of the view.
     */
    static final class IdempotentFlush extends Property {
        IdempotentFlush(World world) {
            super(world, "I2", "Idempotent flush");
        }

        @Override
        public void on(TraceEvent.Delivered event) {
            ProcessState process = world().process(event.who());
            if (process.isWedged() && !isEnding(process)) {
                violated(event, "delivered " + event.message() + " though wedged in view " + process.viewId());
            }
        }

        @Override
        public void on(TraceEvent.Ordered event) {
            ProcessState process = world().process(event.who());
            View view = process.view();
            boolean sequencer = view != null && view.coordinator().equals(event.who());
            if (sequencer && process.isWedged()) {
                violated(event, "made range " + event.range() + " though wedged in view " + process.viewId());
            }
        }

        @Override
        public void on(TraceEvent.Installed event) {
            ProcessState process = world().process(event.who());
            TraceEvent.Cut cut = process.cutOf(event.prior());
            View prior = process.view();
            if (cut == null || prior == null || !prior.id().equals(event.prior())) {
                return;
            }
            long own = cut.lastSeqs().get(prior.rankOf(process.incarnation()));
            if (own != process.sentAtWedge()) {
                violated(
                        event,
                        "had sent " + process.sentAtWedge() + " messages when it wedged, but view " + prior.id()
                                + " ends with its message " + own);
            }
        }
    }

    /** I3: only the next view ends a wedge, and none is installed without one. */
    static final class AbortPairing extends Property {
        AbortPairing(World world) {
            super(world, "I3", "Abort pairing");
        }

        @Override
        public void on(TraceEvent.Wedged event) {
            ViewId here = world().process(event.who()).viewId();
            if (world().process(event.who()).isWedged()) {
                violated(event, "wedged a second time in view " + here + ", so it had gone on in it");
            } else if (!here.equals(event.view())) {
                violated(event, "wedged in view " + event.view() + ", but is in view " + here);
            }
        }

        @Override
        public void on(TraceEvent.Installed event) {
            ProcessState process = world().process(event.who());
            if (process.view() != null && !process.isWedged()) {
                violated(event, "installed view " + event.view().id() + " without having stopped in the one before");
            }
        }

        @Override
        void atEnd(long atNs, List<Member> settled) {
            for (Member member : settled) {
                ProcessState process = world().process(member);
                if (process.isWedged()) {
                    violated(atNs, member, "is still wedged in view " + process.viewId());
                }
            }
        }
    }

    /** M13: who was told that its part has no quorum delivers nothing, but for what a view that follows ends the old one with. */
    static final class SilentMinority extends Property {
        private final Set<Member> told = new HashSet<>();

        SilentMinority(World world) {
            super(world, "M13", "Silent minority");
        }

        @Override
        public void on(TraceEvent.PrimaryStateChanged event) {
            if (event.state() == PrimaryState.NOT_PRIMARY && world().terms().isOneChain()) {
                told.add(event.who());
            } else {
                told.remove(event.who());
            }
        }

        @Override
        public void on(TraceEvent.Installed event) {
            told.remove(event.who());
        }

        @Override
        public void on(TraceEvent.Delivered event) {
            ProcessState process = world().process(event.who());
            if (told.contains(event.who()) && !isEnding(process)) {
                violated(event, "delivered " + event.message() + " without a quorum in view " + process.viewId());
            }
        }
    }

    private static boolean isEnding(ProcessState process) {
        return process.cutOf(process.viewId()) != null;
    }
}
