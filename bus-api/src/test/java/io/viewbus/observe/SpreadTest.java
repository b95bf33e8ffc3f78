/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {

    private static Spread of(long... times) {
        List<Long> counts = new ArrayList<>(Collections.nCopies(Spread.BUCKETS, 0L));
        for (long ns : times) {
            counts.set(Spread.bucketOf(ns), counts.get(Spread.bucketOf(ns)) + 1);
        }
        return new Spread(counts);
    }

    @Test
    void eachTime_isInTheFirstBucketThatEndsNotBeforeIt() {
        for (int bucket = 0; bucket < Spread.BUCKETS - 1; bucket++) {
            assertThat(Spread.bucketOf(Spread.upperNs(bucket))).isEqualTo(bucket);
            assertThat(Spread.bucketOf(Spread.upperNs(bucket) + 1)).isEqualTo(bucket + 1);
        }
        assertThat(Spread.bucketOf(0)).isZero();
        assertThat(Spread.upperNs(0)).isEqualTo(10_000);
        assertThat(Spread.upperNs(Spread.BUCKETS - 2)).isEqualTo(10_000_000_000L);
        assertThat(Spread.upperNs(Spread.BUCKETS - 1)).isEqualTo(Long.MAX_VALUE);
        assertThat(Spread.bucketOf(Long.MAX_VALUE)).isEqualTo(Spread.BUCKETS - 1);
    }

    @Test
    void percentile_liesInTheBucketOfTheTimeThatIsMeant() {
        Spread spread = of(15_000, 16_000, 17_000, 300_000);
        assertThat(spread.percentileNs(50)).isBetween(10_000.0, 20_000.0);
        assertThat(spread.percentileNs(75)).isCloseTo(20_000, within(1e-6));
        assertThat(spread.percentileNs(99)).isBetween(200_000.0, 500_000.0);
        assertThat(spread.percentileNs(100)).isCloseTo(500_000, within(1e-6));
    }

    @Test
    void percentile_ofNothingIsNone_andOfWhatIsTooLongTheLongest() {
        assertThat(Spread.NONE.percentileNs(99)).isNaN();
        assertThat(of(60_000_000_000L).percentileNs(50)).isEqualTo(10_000_000_000.0);
    }

    @Test
    void difference_isWhatCameLater() {
        assertThat(of(15_000, 300_000).since(of(15_000))).isEqualTo(of(300_000));
        assertThat(of(15_000).since(of(300_000)))
                .as("of a process that started anew")
                .isEqualTo(of(15_000));
    }

    @Test
    void anotherNumberOfBuckets_isRefused() {
        assertThatThrownBy(() -> new Spread(List.of(1L))).isInstanceOf(IllegalArgumentException.class);
    }
}
