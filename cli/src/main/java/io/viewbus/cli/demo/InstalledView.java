/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.demo;

import io.viewbus.GroupView;
import io.viewbus.cli.Names;
import io.viewbus.view.Member;
import java.util.List;

/**
 * A group view as a member reports it.
 *
 * @param id its id
 * @param members the names in rank order
 * @param joined the names of those that the preceding view did not have
 * @param text all of it for people
 */
record InstalledView(String id, List<String> members, List<String> joined, String text) {

    InstalledView {
        members = List.copyOf(members);
        joined = List.copyOf(joined);
    }

    static InstalledView of(GroupView view) {
        return new InstalledView(
                view.id().toString(),
                names(view.members()),
                names(view.joined()),
                Names.of(view.members(), view.joined(), view.left()));
    }

    private static List<String> names(List<Member> members) {
        return members.stream().map(Member::name).toList();
    }

    String coordinator() {
        return members.get(0);
    }

    /** Returns who came from the preceding view. */
    List<String> survivors() {
        return members.stream().filter(name -> !joined.contains(name)).toList();
    }
}
