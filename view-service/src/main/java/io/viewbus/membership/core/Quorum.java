/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

import io.viewbus.spi.membership.QuorumPolicy;
import io.viewbus.view.Incarnation;
import java.util.function.Predicate;

/** The one quorum rule (VS-13). It looks at the view that is to be followed and never at how many are alive. */
final class Quorum {

    private Quorum() {}

    static boolean of(QuorumPolicy policy, ViewProposal view, Predicate<Incarnation> in) {
        return policy.isQuorum(view.memberList(), member -> in.test(member.incarnation()));
    }
}
