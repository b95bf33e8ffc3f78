/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.viewbus.Delivery;
import io.viewbus.GroupEvent.Installed;
import io.viewbus.GroupView;
import io.viewbus.GroupViewId;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import java.util.Arrays;
import java.util.List;

/** Events as tests need them; members of one name are one member. */
public final class Events {

    private Events() {}

    public static Member member(String name) {
        return new Member(name, new Incarnation(0, name.hashCode()));
    }

    public static List<Member> members(String... names) {
        return Arrays.stream(names).map(Events::member).toList();
    }

    public static Installed<byte[]> view(
            long counter, long change, List<Member> members, List<Member> joined, List<Member> left) {
        return new Installed<>(new GroupView(new GroupViewId(counter, change), members, joined, left));
    }

    public static Delivery<byte[]> message(long counter, long change, long sequence, String sender, String payload) {
        return new Delivery<>(payload.getBytes(UTF_8), member(sender), new GroupViewId(counter, change), sequence);
    }
}
