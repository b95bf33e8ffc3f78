/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DigestLedgerTest {

    private final DigestLedger ledger = new DigestLedger();

    @Test
    void survivorsOfAView_areCompared() throws DemoFailure {
        assertThat(ledger.enter("ant", new EndedView("1.0", "2.0", 10, "aa"))).isEqualTo(1);
        assertThat(ledger.enter("bee", new EndedView("1.0", "2.0", 10, "aa"))).isEqualTo(2);
        ledger.enter("ant", new EndedView("2.0", "3.0", 5, "bb"));
        ledger.enter("bee", new EndedView("2.0", "3.0", 5, "bb"));
        assertThat(ledger.comparisons()).isEqualTo(4);
        assertThat(ledger.messages()).isEqualTo(15);
    }

    @Test
    void onlySurvivor_isNotCompared() throws DemoFailure {
        ledger.enter("ant", new EndedView("1.0", "2.0", 10, "aa"));
        assertThat(ledger.comparisons()).isZero();
    }

    @Test
    void differentDigests_areNamed() throws DemoFailure {
        ledger.enter("ant", new EndedView("1.0", "2.0", 10, "aa"));
        assertThatThrownBy(() -> ledger.enter("bee", new EndedView("1.0", "2.0", 9, "bb")))
                .isInstanceOf(DemoFailure.class)
                .hasMessage(
                        "ant and bee delivered different messages in view 1.0: 10 with digest aa, 9 with digest bb");
    }

    @Test
    void membersThatWentDifferentWays_areNotCompared() throws DemoFailure {
        ledger.enter("ant", new EndedView("1.0", "2.0", 10, "aa"));
        ledger.enter("bee", new EndedView("1.0", "2.1", 9, "bb"));
        ledger.enter("cat", new EndedView("1.0", EndedView.NONE, 8, "cc"));
        assertThat(ledger.comparisons()).isZero();
        assertThat(ledger.messages()).isEqualTo(10);
    }
}
