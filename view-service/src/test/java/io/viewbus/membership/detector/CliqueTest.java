/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.detector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CliqueTest {

    /** Members by rank, each with those it is linked with, as digits. */
    private static String largest(String... linked) {
        long[] bits = new long[linked.length];
        for (int rank = 0; rank < linked.length; rank++) {
            for (char other : linked[rank].toCharArray()) {
                bits[rank] |= 1L << (other - '0');
            }
        }
        long clique = Clique.largest(bits);
        StringBuilder members = new StringBuilder();
        for (int rank = 0; rank < linked.length; rank++) {
            members.append((clique >>> rank & 1) == 1 ? String.valueOf(rank) : "");
        }
        return members.toString();
    }

    @Test
    void everybodyIsInWhenAllLinksAreGood() {
        assertThat(largest("12", "02", "01")).isEqualTo("012");
    }

    @Test
    void ofABrokenPairTheJuniorGoes() {
        assertThat(largest("1", "02", "1")).isEqualTo("01");
        assertThat(largest("123", "023", "01", "01")).isEqualTo("012");
    }

    @Test
    void oneThatHearsNobodyGoesHoweverSenior() {
        assertThat(largest("", "23", "13", "12")).isEqualTo("123");
    }

    @Test
    void aRingOfFiveHasOnlyPairs() {
        assertThat(largest("14", "02", "13", "24", "30")).isEqualTo("01");
    }

    @Test
    void sixtyFourMembersFit() {
        long[] all = new long[64];
        for (int rank = 0; rank < 64; rank++) {
            all[rank] = ~(1L << rank);
        }
        assertThat(Clique.largest(all)).isEqualTo(-1L);
    }
}
