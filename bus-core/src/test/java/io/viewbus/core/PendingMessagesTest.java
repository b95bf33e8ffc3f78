/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.GroupViewId;
import io.viewbus.Receipt;
import io.viewbus.view.ClusterException;
import io.viewbus.view.Outcome;
import org.junit.jupiter.api.Test;

class PendingMessagesTest {

    private static final GroupViewId VIEW = new GroupViewId(1, 1);

    private final ScriptedMember listener =
            ScriptedCluster.of(1, MessagingConfig.defaults()).get(0);
    private final PendingMessages pending = new PendingMessages(4, listener);

    @Test
    void receipt_needsDeliveryAndStability() {
        pending.add(1, 11);
        pending.add(2, 12);
        pending.delivered(1, VIEW, 5, 3);
        assertThat(listener.receipts).isEmpty();

        pending.stable(2);
        assertThat(listener.receipts).containsOnlyKeys(11L);

        pending.delivered(2, VIEW, 6, 3);
        assertThat(listener.receipts.get(12L)).isEqualTo(new Receipt(VIEW, 6, 3));
    }

    @Test
    void full_untilTheOldestEnds() {
        for (int seq = 1; seq <= 4; seq++) {
            pending.add(seq, seq);
        }
        assertThat(pending.isFull()).isTrue();
        pending.take(2);
        assertThat(pending.isFull()).isTrue();
        pending.take(1);
        assertThat(pending.isFull()).isFalse();
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
}
