/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

import io.viewbus.view.Incarnation;
import java.util.List;
import java.util.function.Predicate;

/**
 * The one quorum rule (VS-13): more than half of a view, or half of it with its rank 0. It looks at the view that is to
 * be followed and never at how many are alive.
 */
final class Quorum {

    private Quorum() {}

    static boolean of(ViewProposal view, Predicate<Incarnation> in) {
        List<MemberRecord> members = view.members();
        long count =
                members.stream().filter(member -> in.test(member.incarnation())).count();
        boolean half = 2 * count == members.size();
        return 2 * count > members.size() || (half && in.test(members.get(0).incarnation()));
    }
}
