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
 * @param joined those that the preceding view did not have; of several that were merged, the first
 * @param left those that the preceding view had and this one has not; of several that were merged, the first
 * @param quorum false only under {@link PartitionPolicy#PARTITIONABLE} with an expected size, if no more than half of that size is in
 * @param components the views that were merged, in rank order of their members; empty unless there are at least two
 */
public record View(
        ViewId id,
        List<Member> members,
        List<Member> joined,
        List<Member> left,
        boolean quorum,
        List<Component> components) {

    /**
     * A part of the cluster that had a view of its own before a merge.
     *
     * @param prior the view it had
     * @param members those who come from it, in rank order; they have delivered the same messages in it
     */
    public record Component(ViewId prior, List<Member> members) {

        /** Copies the list. */
        public Component {
            members = List.copyOf(members);
        }
    }

    /** Copies the lists. */
    public View {
        members = List.copyOf(members);
        joined = List.copyOf(joined);
        left = List.copyOf(left);
        components = List.copyOf(components);
        if (members.isEmpty()) {
            throw new IllegalArgumentException("a view has at least one member");
        }
    }

    /**
     * Makes a view that follows one other, or none.
     *
     * @param id its identity
     * @param members all members in rank order, never empty
     * @param joined those that the preceding view did not have
     * @param left those that the preceding view had and this one has not
     */
    public View(ViewId id, List<Member> members, List<Member> joined, List<Member> left) {
        this(id, members, joined, left, true, List.of());
    }

    /**
     * Returns what kind of view it is.
     *
     * @return the kind
     */
    public ViewKind kind() {
        if (!components.isEmpty()) {
            return ViewKind.MERGED;
        }
        if (!quorum) {
            return ViewKind.NO_QUORUM;
        }
        return joined.isEmpty() && left.isEmpty() ? ViewKind.RESTORED : ViewKind.REGULAR;
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
