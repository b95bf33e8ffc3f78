/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.check;

import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.View;
import io.viewbus.view.ViewId;
import java.util.List;

/** Who is in the traces that are written by hand, and in which views. */
abstract class Cast {

    static final Member A = new Member("a", new Incarnation(1, 1));
    static final Member B = new Member("b", new Incarnation(2, 2));
    static final Member C = new Member("c", new Incarnation(3, 3));
    static final Member D = new Member("d", new Incarnation(4, 4));
    static final Member A_AGAIN = new Member("a", new Incarnation(5, 5));

    static final View V1 = view(1, List.of(A, B, C), List.of(A, B, C), List.of());
    static final View V2 = view(2, List.of(A, B, C), List.of(), List.of());
    static final View V2_WITHOUT_C = view(2, List.of(A, B), List.of(), List.of(C));
    static final View V3 = view(3, List.of(A, B, C), List.of(), List.of());

    static View view(long counter, List<Member> members, List<Member> joined, List<Member> left) {
        return new View(new ViewId(counter, counter, members.get(0).incarnation()), members, joined, left);
    }
}
