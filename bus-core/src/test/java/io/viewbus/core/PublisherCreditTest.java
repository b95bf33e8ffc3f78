/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.spi.trace.Trace;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.View;
import io.viewbus.view.ViewId;
import java.util.List;
import org.junit.jupiter.api.Test;

class PublisherCreditTest {

    private static final int TOPIC = 7;
    private static final int WINDOW = 100;
    private static final Member SELF = new Member("a", new Incarnation(1, 1));
    private static final Member OTHER = new Member("b", new Incarnation(1, 2));
    private static final View BOTH =
            new View(new ViewId(2, 1, SELF.incarnation()), List.of(SELF, OTHER), List.of(), List.of(), true, List.of());

    private final PublisherCredit credit = new PublisherCredit(WINDOW, Trace.NONE);

    @Test
    void fellowThatHasNotConsumed_holdsBackInTheNextView() {
        fill();
        credit.onView(BOTH, 0b11);

        assertThat(credit.hasRoom(TOPIC, WINDOW)).isFalse();
    }

    @Test
    void memberThatWasElsewhere_owesNothingForWhatWasSentBefore() {
        fill();
        credit.onView(BOTH, 0b01);
        credit.onKnown(TOPIC, OTHER.incarnation(), 1);

        assertThat(credit.hasRoom(TOPIC, WINDOW)).isTrue();
    }

    private void fill() {
        credit.onJoined(TOPIC, OTHER.incarnation(), 0);
        credit.sent(TOPIC, 1, WINDOW);
        assertThat(credit.hasRoom(TOPIC, WINDOW)).isFalse();
    }
}
