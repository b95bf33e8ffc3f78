/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DdminTest {

    private static final List<Integer> ITEMS =
            IntStream.rangeClosed(1, 100).boxed().toList();

    @Test
    void findsWhatIsNeeded() {
        assertThat(Ddmin.minimize(ITEMS, part -> part.containsAll(List.of(3, 50, 99))))
                .containsExactly(3, 50, 99);
        assertThat(Ddmin.minimize(ITEMS, part -> part.contains(77))).containsExactly(77);
    }

    @Test
    void nothingMayBeEnough() {
        assertThat(Ddmin.minimize(ITEMS, part -> true)).isEmpty();
    }

    @Test
    void everythingMayBeNeeded() {
        assertThat(Ddmin.minimize(ITEMS, part -> part.size() == ITEMS.size())).isEqualTo(ITEMS);
    }
}
