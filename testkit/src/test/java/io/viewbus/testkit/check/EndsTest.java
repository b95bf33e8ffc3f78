/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.check;

import static io.viewbus.testkit.check.Story.A;
import static io.viewbus.testkit.check.Story.B;
import static io.viewbus.testkit.check.Story.C;
import static io.viewbus.testkit.check.Story.V1;
import static io.viewbus.testkit.check.Story.V2_WITHOUT_C;
import static io.viewbus.testkit.check.Story.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.Order;
import org.junit.jupiter.api.Test;

/** What is verified where a run ends in the middle of a view, and of those who do not see the end of one. */
class EndsTest {

    /** A and B delivered two messages in different orders, and no view follows. */
    private static Story disordered() {
        return started()
                .sent(A, 1)
                .sent(B, 1)
                .delivered(A, A, 1)
                .delivered(A, B, 1)
                .delivered(B, B, 1)
                .delivered(B, A, 1);
    }

    /** C published something and crashed; A has it, and wedges. */
    private static Story lost(Order order) {
        return started()
                .sentAs(order, C, 1)
                .received(A, C, 1)
                .crashed(C)
                .wedged(V1, A, B)
                .accepted(V1.id(), V2_WITHOUT_C, A, B)
                .decided(A, V1.id(), V2_WITHOUT_C);
    }

    @Test
    void shouldCompareTheOrderInTheLastView() {
        assertThat(disordered().broken()).isEmpty();
        assertThat(disordered().end(A, B).broken()).contains("O5", "O8");
        assertThat(disordered().breakOff().broken()).contains("O5", "O8");
    }

    @Test
    void shouldNotCompareWithWhomTheRunBreaksOffElsewhere() {
        assertThat(disordered().crashed(B).breakOff().broken()).isEmpty();
        assertThat(disordered().wedged(V1, B).breakOff().broken()).isEmpty();
    }

    @Test
    void shouldWaitForWhatIsUnderWayWhenARunBreaksOff() {
        Story halfway = started().sent(A, 1, 2).delivered(A, A, 1, 2).delivered(B, A, 1);
        assertThat(halfway.breakOff().broken()).isEmpty();
    }

    @Test
    void shouldFindACutBeforeWhatSomebodyHad() {
        for (Order order : Order.values()) {
            Story story =
                    lost(order).cut(A, V1, 0L, 0L, 0L).cut(B, V1, 0L, 0L, 0L).installed(V1.id(), V2_WITHOUT_C, A, B);
            assertThat(story.broken()).as(order.name()).contains("D10");
        }
    }

    @Test
    void shouldFindWhatAllDropAlikeOfOneWhoCrashed() {
        for (Order order : Order.values()) {
            Story story = lost(order)
                    .received(B, C, 1)
                    .cut(A, V1, 0L, 0L, 1L)
                    .cut(B, V1, 0L, 0L, 1L)
                    .installed(V1.id(), V2_WITHOUT_C, A, B);
            assertThat(story.broken()).as(order.name()).contains("D10");
        }
    }

    /** Nobody else knows the place of what C had delivered before it published. */
    @Test
    void shouldAcceptThatAMessageIsDroppedWhoseCauseIsLost() {
        Story story = started()
                .sent(C, 1)
                .delivered(C, C, 1)
                .sent(C, 2)
                .received(A, C, 2)
                .received(B, C, 2)
                .crashed(C)
                .wedged(V1, A, B)
                .accepted(V1.id(), V2_WITHOUT_C, A, B)
                .decided(A, V1.id(), V2_WITHOUT_C)
                .cut(A, V1, 0L, 0L, 2L)
                .cut(B, V1, 0L, 0L, 2L)
                .delivered(A, C, 1)
                .delivered(B, C, 1)
                .installed(V1.id(), V2_WITHOUT_C, A, B);
        assertThat(story.broken()).isEmpty();
    }
}
