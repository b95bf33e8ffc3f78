/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.view.Incarnation;
import org.junit.jupiter.api.Test;

class CreditLedgerTest {

    private static final Incarnation FAST = new Incarnation(1, 1);
    private static final Incarnation SLOW = new Incarnation(1, 2);

    private final CreditLedger ledger = new CreditLedger();

    @Test
    void slowest_decides() {
        ledger.add(FAST, 0);
        ledger.add(SLOW, 0);
        for (int seq = 1; seq <= 200; seq++) {
            ledger.sent(seq, 10);
        }
        ledger.consumed(FAST, 200);
        assertThat(ledger.outstanding()).isEqualTo(2000);

        ledger.consumed(SLOW, 150);
        assertThat(ledger.outstanding()).isEqualTo(500);

        ledger.remove(SLOW);
        assertThat(ledger.outstanding()).isZero();
        assertThat(ledger.hasConsumers()).isTrue();
    }

    @Test
    void newMember_owesNothingForTheTimeBefore() {
        ledger.add(FAST, 0);
        ledger.sent(1, 10);
        ledger.add(SLOW, 1);
        ledger.consumed(FAST, 1);

        assertThat(ledger.outstanding()).isZero();
    }

    @Test
    void oldReports_changeNothing() {
        ledger.add(FAST, 5);
        ledger.sent(6, 10);
        ledger.consumed(FAST, 3);
        ledger.consumed(SLOW, 9);

        assertThat(ledger.outstanding()).isEqualTo(10);
    }
}
