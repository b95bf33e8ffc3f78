/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

import io.viewbus.spi.membership.QuorumPolicy;
import io.viewbus.view.Incarnation;
import io.viewbus.view.ViewId;
import java.util.function.Predicate;

/** One chain of views: each is agreed on by a quorum of the one before it (VS-13 to VS-28). */
final class PrimaryOnly implements Partitions {

    private final QuorumPolicy policy;

    PrimaryOnly(QuorumPolicy policy) {
        this.policy = policy;
    }

    @Override
    public boolean mayGoOn(ViewProposal view, Predicate<Incarnation> in) {
        return Quorum.of(policy, view, in);
    }

    @Override
    public boolean adopts(ViewId prior) {
        return true;
    }

    /** Everybody alive in the next view holds what it needs, and the next view can decide in its turn (VS-21). */
    @Override
    public boolean isDecided(ViewProposal value, Predicate<Incarnation> ready, Predicate<Incarnation> suspected) {
        return value.isDissolution()
                || (value.members().stream()
                                .map(MemberRecord::incarnation)
                                .allMatch(process -> ready.test(process) || suspected.test(process))
                        && mayGoOn(value, ready)
                        && mayGoOn(value, suspected.negate()));
    }

    /** A process without a view follows anybody; a member only proposals for its own view. */
    @Override
    public boolean mayTakePart(ViewId expected, ViewId installed) {
        return installed.equals(ViewId.NONE) || installed.equals(expected);
    }

    /** A chosen value is unique: it is obeyed whatever was promised or accepted since (VS-22). */
    @Override
    public boolean obeys(boolean acceptedLast) {
        return true;
    }

    @Override
    public boolean excludes() {
        return true;
    }
}
