/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import io.viewbus.view.Member;
import java.util.List;
import java.util.stream.Collectors;

/** Names of members in lines that people and programs read. */
public final class Names {

    private Names() {}

    /**
     * Lists members.
     *
     * @param members the members, in rank order
     * @return {@code [a b c]}
     */
    public static String of(List<Member> members) {
        return members.stream().map(Member::name).collect(Collectors.joining(" ", "[", "]"));
    }

    /**
     * Describes a view: its members in rank order, who joined and who left.
     *
     * @return {@code [a b c] +name... -name...}
     */
    public static String of(List<Member> members, List<Member> joined, List<Member> left) {
        StringBuilder line = new StringBuilder(of(members));
        joined.forEach(member -> line.append(" +").append(member.name()));
        left.forEach(member -> line.append(" -").append(member.name()));
        return line.toString();
    }
}
