/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus;

import io.viewbus.view.Member;
import java.util.List;

/**
 * The members of a topic's group at one point of the message order. Changes with the cluster view and whenever a member
 * joins or leaves the topic.
 *
 * @param id its identity
 * @param members who is in, in rank order of the cluster view; never empty where it is delivered
 * @param joined who was not in the preceding group view of the agreed history, so the same list at everybody, a joiner too
 * @param left who was in the preceding group view and is not in this one
 */
public record GroupView(GroupViewId id, List<Member> members, List<Member> joined, List<Member> left) {

    /** Copies the lists. */
    public GroupView {
        members = List.copyOf(members);
        joined = List.copyOf(joined);
        left = List.copyOf(left);
    }

    /**
     * Returns the member of rank 0 of the group.
     *
     * @return the first member
     */
    public Member coordinator() {
        return members.get(0);
    }
}
