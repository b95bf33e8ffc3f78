/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.viewbus.Order;
import java.time.Duration;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private final Ledger ledger = ledger(Order.TOTAL);

    @Test
    void shouldCountWhatIsInOrder() {
        record(ledger, 0, 0, 1, 0, 0, 1);

        ledger.requireSound();
        assertThat(ledger.delivered()).isEqualTo(3);
    }

    @Test
    void shouldNoticeALoss() {
        record(ledger, 0, 0, 0, 2);

        assertThatThrownBy(ledger::requireSound).hasMessage("message 2 of sender 0 was delivered instead of message 1");
    }

    @Test
    void shouldNoticeARepetition() {
        record(ledger, 1, 0, 1, 0);

        assertThatThrownBy(ledger::requireSound).hasMessageContaining("message 0 of sender 1");
    }

    @Test
    void shouldNoticeAStrangerAndKeepTheFirstFailure() {
        record(ledger, 2, 0, 1, 5);

        assertThatThrownBy(ledger::requireSound).hasMessageContaining("sender 2");
    }

    @Test
    void shouldStopWaitingWhenTheSystemFails() throws InterruptedException {
        ledger.pass(Duration.ofMillis(1));
        ledger.fail(new IllegalStateException("broken"));

        assertThatThrownBy(() -> ledger.pass(Duration.ofMinutes(10))).hasMessage("broken");
    }

    @Test
    void shouldDigestTheOrder() {
        Ledger same = ledger(Order.TOTAL);
        Ledger other = ledger(Order.TOTAL);
        record(ledger, 0, 0, 1, 0, 0, 1);
        record(same, 0, 0, 1, 0, 0, 1);
        record(other, 0, 0, 0, 1, 1, 0);

        assertThat(same.digest()).isEqualTo(ledger.digest());
        assertThat(other.digest()).isNotEqualTo(ledger.digest());
    }

    @Test
    void shouldNotAskForOneOrderWhereNoneIsAgreedUpon() {
        Ledger fifo = ledger(Order.FIFO);
        Ledger same = ledger(Order.FIFO);
        Ledger other = ledger(Order.FIFO);
        record(fifo, 0, 0, 1, 0, 0, 1);
        record(same, 0, 0, 0, 1, 1, 0);
        record(other, 0, 0, 0, 1);

        assertThat(same.digest()).isEqualTo(fifo.digest());
        assertThat(other.digest()).isNotEqualTo(fifo.digest());
    }

    @Test
    void shouldWaitUntilAllIsDelivered() throws InterruptedException {
        record(ledger, 0, 0, 1, 0);
        ledger.awaitDelivered(Targets.parse("0:1,1:1"), Duration.ofMinutes(10));

        assertThatThrownBy(() -> ledger.awaitDelivered(Targets.parse("0:1,1:0"), Duration.ofMinutes(10)))
                .hasMessage("1 of 0 messages of sender 1 were delivered");
    }

    @Test
    void shouldBeginWhereANewcomerBegins() throws InterruptedException {
        MemberTask first = Tasks.throughput(Order.TOTAL);
        Ledger newcomer = new Ledger(new MemberTask(
                first.scenario(),
                first.place(),
                2,
                2,
                3,
                1,
                first.size(),
                first.order(),
                "",
                0,
                0,
                first.warmup(),
                first.duration()));
        record(newcomer, 1, 70, 1, 71);
        newcomer.awaitDelivered(Targets.parse("1:72"), Duration.ofMinutes(10));

        assertThat(newcomer.delivered()).isEqualTo(2);
        record(newcomer, 1, 73);
        assertThatThrownBy(newcomer::requireSound).hasMessageContaining("instead of message 72");
    }

    @Test
    void shouldTellWhatDidNotComeInTime() {
        record(ledger, 0, 0);

        assertThatThrownBy(() -> ledger.awaitDelivered(Targets.parse("0:1,1:3"), Duration.ofMillis(1)))
                .hasMessage("0 of 3 messages of sender 1 were delivered");
    }

    @Test
    void shouldReadItsStampFromAPayload() {
        long stamp = Stamp.of(15, 123_456_789_012L);
        byte[] payload = new byte[100];
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[100]);
        Stamp.write(payload, stamp, 77);
        Stamp.write(buffer, 0, stamp, 77);

        assertThat(buffer.byteArray()).isEqualTo(payload);
        assertThat(Stamp.stamp(payload, 0)).isEqualTo(stamp).isEqualTo(Stamp.stamp(buffer, 0));
        assertThat(Stamp.dueNs(payload, 0)).isEqualTo(77).isEqualTo(Stamp.dueNs(buffer, 0));
        assertThat(Stamp.sender(stamp)).isEqualTo(15);
        assertThat(Stamp.count(stamp)).isEqualTo(123_456_789_012L);
    }

    private static Ledger ledger(Order order) {
        return new Ledger(Tasks.throughput(order));
    }

    /** Records messages given as pairs of sender and count. */
    private static void record(Ledger ledger, int... pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            ledger.record(Stamp.of(pairs[i], pairs[i + 1]), 0);
        }
    }
}
