/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.view;

import java.util.List;
import java.util.Optional;

/**
 * An installed membership: who is in, in rank order. All members that install a view with this id agree on everything
 * in it. The first in rank is the coordinator; survivors keep their order, newcomers rank last.
 *
 * @param id its identity
 * @param members all members in rank order, never empty
 * @param joined those that the preceding view did not have
 * @param left those that the preceding view had and this one has not
 */
public record View(ViewId id, List<Member> members, List<Member> joined, List<Member> left) {

    /** Copies the lists. */
    public View {
        members = List.copyOf(members);
        joined = List.copyOf(joined);
        left = List.copyOf(left);
        if (members.isEmpty()) {
            throw new IllegalArgumentException("a view has at least one member");
        }
    }

    /**
     * Returns the member of rank 0.
     *
     * @return the coordinator
     */
    public Member coordinator() {
        return members.get(0);
    }

    /**
     * Returns the rank of a member.
     *
     * @param member the member
     * @return its index in {@link #members()}, -1 if it is not in
     */
    public int rankOf(Member member) {
        return members.indexOf(member);
    }

    /**
     * Returns the rank of an incarnation.
     *
     * @param incarnation the incarnation
     * @return its index in {@link #members()}, -1 if it is not in
     */
    public int rankOf(Incarnation incarnation) {
        for (int rank = 0; rank < members.size(); rank++) {
            if (members.get(rank).incarnation().equals(incarnation)) {
                return rank;
            }
        }
        return -1;
    }

    /**
     * Finds a member by name.
     *
     * @param name the name
     * @return the member of that name, if there is one
     */
    public Optional<Member> member(String name) {
        return members.stream().filter(member -> member.name().equals(name)).findFirst();
    }
}
