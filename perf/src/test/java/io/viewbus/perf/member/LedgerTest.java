/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private final Ledger ledger = new Ledger(2);

    @Test
    void shouldCountWhatIsInOrder() {
        record(ledger, 0, 0, 1, 0, 0, 1);

        ledger.requireSound();
        assertThat(ledger.delivered()).isEqualTo(3);
    }

    @Test
    void shouldNoticeALoss() {
        record(ledger, 0, 0, 0, 2);

        assertThatThrownBy(ledger::requireSound).hasMessage("message 2 of member 0 was delivered instead of message 1");
    }

    @Test
    void shouldNoticeARepetition() {
        record(ledger, 1, 0, 1, 0);

        assertThatThrownBy(ledger::requireSound).hasMessageContaining("message 0 of member 1");
    }

    @Test
    void shouldNoticeAStrangerAndKeepTheFirstFailure() {
        record(ledger, 2, 0, 1, 5);

        assertThatThrownBy(ledger::requireSound).hasMessageContaining("member 2");
    }

    @Test
    void shouldStopWaitingWhenTheSystemFails() throws InterruptedException {
        ledger.pass(Duration.ofMillis(1));
        ledger.fail(new IllegalStateException("broken"));

        assertThatThrownBy(() -> ledger.pass(Duration.ofMinutes(10))).hasMessage("broken");
    }

    @Test
    void shouldDigestTheOrder() {
        Ledger same = new Ledger(2);
        Ledger other = new Ledger(2);
        record(ledger, 0, 0, 1, 0, 0, 1);
        record(same, 0, 0, 1, 0, 0, 1);
        record(other, 0, 0, 0, 1, 1, 0);

        assertThat(same.digest()).isEqualTo(ledger.digest());
        assertThat(other.digest()).isNotEqualTo(ledger.digest());
    }

    @Test
    void shouldReadItsStampFromAPayload() {
        long stamp = Stamp.of(15, 123_456_789_012L);

        assertThat(Stamp.read(Stamp.payload(100, stamp))).isEqualTo(stamp);
        assertThat(Stamp.member(stamp)).isEqualTo(15);
        assertThat(Stamp.count(stamp)).isEqualTo(123_456_789_012L);
    }

    /** Records messages given as pairs of member and count. */
    private static void record(Ledger ledger, int... pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            ledger.record(Stamp.of(pairs[i], pairs[i + 1]));
        }
    }
}
