/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a process says of itself when it asks to be let in, and what the view then says of it to the others. Two are equal if
 * they are of one incarnation, which never says anything else of itself.
 *
 * @param member name and incarnation
 * @param joinData what each participant gave, in the order of the participants
 */
public record MemberRecord(Member member, List<byte[]> joinData) {

    Incarnation incarnation() {
        return member.incarnation();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MemberRecord record && record.member.equals(member);
    }

    @Override
    public int hashCode() {
        return member.hashCode();
    }
}
