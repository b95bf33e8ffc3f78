/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.demo;

import static io.viewbus.cli.Events.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.Delivery;
import org.junit.jupiter.api.Test;

class DeliveryDigestTest {

    private static final Delivery<byte[]> FIRST = message(1, 0, 1, "ant", "a");
    private static final Delivery<byte[]> SECOND = message(1, 0, 2, "bee", "b");

    @Test
    void sameDeliveries_haveTheSameDigest() {
        assertThat(digest(FIRST, SECOND)).isEqualTo(digest(FIRST, SECOND));
    }

    @Test
    void order_matters() {
        assertThat(digest(FIRST, SECOND)).isNotEqualTo(digest(SECOND, FIRST));
    }

    @Test
    void everyPartOfADelivery_matters() {
        EndedView reference = digest(FIRST);
        assertThat(digest(message(2, 0, 1, "ant", "a"))).isNotEqualTo(reference);
        assertThat(digest(message(1, 1, 1, "ant", "a"))).isNotEqualTo(reference);
        assertThat(digest(message(1, 0, 2, "ant", "a"))).isNotEqualTo(reference);
        assertThat(digest(message(1, 0, 1, "bee", "a"))).isNotEqualTo(reference);
        assertThat(digest(message(1, 0, 1, "ant", "b"))).isNotEqualTo(reference);
    }

    @Test
    void end_startsOver() {
        DeliveryDigest digest = new DeliveryDigest();
        digest.add(FIRST);
        digest.end("1.0", "2.0");
        digest.add(SECOND);
        assertThat(digest.end("1.0", "2.0")).isEqualTo(digest(SECOND));
    }

    @Test
    void corruption_changesOnlyTheDeliveryItIsMeantFor() {
        TestCorruption corruption = TestCorruption.of("ant:2", "ant");
        assertThat(corruption.apply(FIRST)).isSameAs(FIRST);
        assertThat(digest(corruption.apply(SECOND))).isNotEqualTo(digest(SECOND));
        assertThat(corruption.apply(SECOND)).isSameAs(SECOND);
    }

    @Test
    void corruption_ofOthersOrNobodyChangesNothing() {
        assertThat(TestCorruption.of("bee:1", "ant").apply(FIRST)).isSameAs(FIRST);
        assertThat(TestCorruption.of(null, "ant").apply(FIRST)).isSameAs(FIRST);
    }

    @SafeVarargs
    private static EndedView digest(Delivery<byte[]>... deliveries) {
        DeliveryDigest digest = new DeliveryDigest();
        for (Delivery<byte[]> delivery : deliveries) {
            digest.add(delivery);
        }
        return digest.end("1.0", "2.0");
    }
}
