/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

import io.viewbus.view.Incarnation;
import io.viewbus.view.ViewId;
import java.util.function.Predicate;

/** Where the two policies for partitions differ. Everything else is one protocol. */
interface Partitions {

    /** Whether some members of a view may follow it with a next one, or may go on in it. */
    boolean mayGoOn(ViewProposal view, Predicate<Incarnation> in);

    /** Whether a value that somebody accepted must be proposed again because it may have been decided. */
    boolean adopts(ViewId prior);

    /** Whether a value is decided, given who accepted it and whom its proposer suspects. */
    boolean isDecided(ViewProposal value, Predicate<Incarnation> ready, Predicate<Incarnation> suspected);

    /** Whether a process answers a ballot that takes it for a member of one view, when it has another or none. */
    boolean mayTakePart(ViewId expected, ViewId installed);

    /** Whether a member obeys a decision, given whether its last acceptance was for it. */
    boolean obeys(boolean acceptedLast);

    /** Whether a decision without a member takes that member out. */
    boolean excludes();

    static Partitions of(MembershipConfig config) {
        return switch (config.partitions()) {
            case PRIMARY -> new PrimaryOnly(config.quorum());
            case PARTITIONABLE -> new EveryPart();
        };
    }
}
