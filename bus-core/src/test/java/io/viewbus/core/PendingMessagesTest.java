/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.GroupViewId;
import io.viewbus.Receipt;
import io.viewbus.Rung;
import io.viewbus.view.ClusterException;
import io.viewbus.view.Outcome;
import org.junit.jupiter.api.Test;

class PendingMessagesTest {

    private static final GroupViewId OLD_VIEW = new GroupViewId(1, 0);
    private static final GroupViewId VIEW = new GroupViewId(1, 1);

    private final ScriptedMember listener =
            ScriptedCluster.of(1, MessagingConfig.defaults()).get(0);
    private final PendingMessages pending = new PendingMessages(4, listener);

    @Test
    void receipt_needsDeliveryAndStability() {
        add(1, Rung.STABLE);
        add(2, Rung.STABLE);
        pending.delivered(1, VIEW, 5, 3);
        assertThat(listener.receipts).isEmpty();

        pending.stable(2);
        assertThat(listener.receipts).containsOnlyKeys(11L);

        pending.delivered(2, VIEW, 6, 3);
        assertThat(listener.receipts.get(12L)).isEqualTo(new Receipt(VIEW, 6, 3));
    }

    @Test
    void rungs_endTheWaitSooner() {
        add(1, Rung.DELIVERED);
        add(2, Rung.ORDERED);
        add(3, Rung.STABLE);
        pending.ordered(3);
        assertThat(listener.receipts.get(12L)).isEqualTo(new Receipt(OLD_VIEW, 0, 2, Rung.ORDERED));
        assertThat(listener.receipts).containsOnlyKeys(12L);

        for (int seq = 1; seq <= 3; seq++) {
            pending.delivered(seq, VIEW, seq, 3);
        }
        assertThat(listener.receipts.get(11L)).isEqualTo(new Receipt(VIEW, 1, 3, Rung.DELIVERED));
        assertThat(listener.receipts).containsOnlyKeys(11L, 12L);

        pending.stable(3);
        assertThat(listener.receipts.get(13L)).isEqualTo(new Receipt(VIEW, 3, 3, Rung.STABLE));
    }

    /** When a view ends, messages may be delivered whose place no range ever told. */
    @Test
    void deliveredMessages_haveTheirPlace() {
        add(1, Rung.ORDERED);
        pending.delivered(1, VIEW, 1, 3);

        assertThat(listener.receipts.get(11L)).isEqualTo(new Receipt(VIEW, 1, 3, Rung.ORDERED));
    }

    @Test
    void messagesThatNobodyWaitsFor_takeNoSlot() {
        add(1, Rung.STABLE);
        for (int seq = 3; seq <= 4; seq++) {
            add(seq, Rung.STABLE);
        }
        pending.delivered(2, VIEW, 9, 3);
        pending.fail(2, new ClusterException.Failed("test", null));
        pending.fail(1, new ClusterException.Failed("test", null));
        assertThat(listener.failures).containsOnlyKeys(11L);

        add(6, Rung.STABLE);
        pending.delivered(2, VIEW, 9, 3);
        pending.stable(6);
        assertThat(listener.receipts).isEmpty();
        assertThat(pending.hasRoomFor(7)).isFalse();
        pending.delivered(3, VIEW, 1, 1);
        assertThat(pending.hasRoomFor(7)).isTrue();
    }

    @Test
    void messagesThatNobodyWaitsFor_doNotTakeThePlaceOfOneThatIs() {
        add(1, Rung.STABLE);
        assertThat(pending.hasRoomFor(4)).isTrue();
        assertThat(pending.hasRoomFor(5)).isFalse();
    }

    @Test
    void full_untilTheOldestEnds() {
        for (int seq = 1; seq <= 4; seq++) {
            pending.add(seq, seq);
        }
        assertThat(pending.hasRoomFor(5)).isFalse();
        pending.take(2);
        assertThat(pending.hasRoomFor(5)).isFalse();
        pending.take(1);
        assertThat(pending.hasRoomFor(5)).isTrue();
    }

    @Test
    void end_failsTheRestOnce() {
        pending.add(1, 11);
        pending.add(2, 12);
        pending.take(1);
        pending.failAll(new ClusterException.Disposed("test", Outcome.UNKNOWN));
        pending.failAll(new ClusterException.Disposed("test", Outcome.UNKNOWN));

        assertThat(listener.failures).containsOnlyKeys(12L);
    }

    private void add(long seq, Rung rung) {
        pending.add(seq, 10 + seq, rung, OLD_VIEW, 2);
    }
}
