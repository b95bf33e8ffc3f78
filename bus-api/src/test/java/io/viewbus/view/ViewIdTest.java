/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ViewIdTest {

    private static final Incarnation SMALL = new Incarnation(1, 2);
    private static final Incarnation LARGE = new Incarnation(1, -2);
    private static final ViewId ID = new ViewId(3, 4, SMALL);

    @Test
    void sameParts_areTheSameId() {
        ViewId same = new ViewId(3, 4, new Incarnation(1, 2));

        assertThat(same).isEqualTo(ID).hasSameHashCodeAs(ID).isEqualByComparingTo(ID);
    }

    @Test
    void eachPart_tellsIdsApart() {
        List<ViewId> larger = List.of(new ViewId(4, 0, SMALL), new ViewId(3, 5, SMALL), new ViewId(3, 4, LARGE));

        assertThat(larger).allSatisfy(other -> {
            assertThat(other).isNotEqualTo(ID).isGreaterThan(ID);
            assertThat(ID).isLessThan(other);
        });
    }

    @Test
    void incarnations_areComparedAsUnsignedNumbers() {
        assertThat(LARGE).isGreaterThan(SMALL);
        assertThat(new Incarnation(2, 2)).isGreaterThan(LARGE).isNotEqualTo(SMALL);
        assertThat(ID).isNotEqualTo(SMALL);
    }
}
