/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus;

import io.viewbus.view.Member;
import io.viewbus.view.View;
import java.util.List;

/**
 * The members of a topic's group at one point of the message order. Changes with the cluster view and whenever a member
 * joins or leaves the topic.
 *
 * @param id its identity
 * @param members who is in, in rank order of the cluster view; never empty where it is delivered
 * @param joined who was not in the preceding group view of the agreed history, so the same list at everybody, a joiner too
 * @param left who was in the preceding group view and is not in this one; empty where parts merge, each of which had another
 * @param components where parts of the cluster merged, which members of the group come together from which view; they have
 *     delivered the same messages in it. Empty at all other times
 */
public record GroupView(
        GroupViewId id, List<Member> members, List<Member> joined, List<Member> left, List<View.Component> components) {

    /** Copies the lists. */
    public GroupView {
        members = List.copyOf(members);
        joined = List.copyOf(joined);
        left = List.copyOf(left);
        components = List.copyOf(components);
    }

    /**
     * Makes a group view that follows one other, or none.
     *
     * @param id its identity
     * @param members who is in, in rank order of the cluster view
     * @param joined who was not in the preceding group view
     * @param left who was in the preceding group view and is not in this one
     */
    public GroupView(GroupViewId id, List<Member> members, List<Member> joined, List<Member> left) {
        this(id, members, joined, left, List.of());
    }

    /**
     * Returns the member of rank 0 of the group.
     *
     * @return the first member
     */
    public Member coordinator() {
        return members.get(0);
    }

    /** Returns all components; those of a merge only where there was one. */
    @Override
    public String toString() {
        String text = "GroupView[id=" + id + ", members=" + members + ", joined=" + joined + ", left=" + left;
        return components.isEmpty() ? text + "]" : text + ", components=" + components + "]";
    }
}
