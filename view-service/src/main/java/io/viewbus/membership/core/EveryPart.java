/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

import io.viewbus.view.Incarnation;
import io.viewbus.view.ViewId;
import java.util.function.Predicate;

/**
 * Every part of the cluster goes on, and parts that meet merge (VS-82 to VS-86). A view needs the acceptance of all its members
 * and of nobody else; nothing is adopted, because whoever did not accept a value last does not obey it.
 */
final class EveryPart implements Partitions {

    @Override
    public boolean mayGoOn(ViewProposal view, Predicate<Incarnation> in) {
        return view.members().stream().map(MemberRecord::incarnation).anyMatch(in);
    }

    /** Only the founding is agreed on by a quorum. */
    @Override
    public boolean adopts(ViewId prior) {
        return prior.equals(ViewId.NONE);
    }

    @Override
    public boolean isDecided(ViewProposal value, Predicate<Incarnation> ready, Predicate<Incarnation> suspected) {
        return value.members().stream().map(MemberRecord::incarnation).allMatch(ready);
    }

    @Override
    public boolean mayTakePart(ViewId expected, ViewId installed) {
        return installed.equals(expected);
    }

    @Override
    public boolean obeys(boolean acceptedLast) {
        return acceptedLast;
    }

    /** Whoever is left behind has a view of its own soon, and comes back in a merge. */
    @Override
    public boolean excludes() {
        return false;
    }
}
