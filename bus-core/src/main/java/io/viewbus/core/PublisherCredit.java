/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import io.viewbus.core.wire.DataHeader;
import io.viewbus.spi.trace.Trace;
import io.viewbus.view.Incarnation;
import io.viewbus.view.View;
import java.util.List;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.IntArrayList;
import org.jspecify.annotations.Nullable;

/**
 * How much this member may send to each topic before the slowest member of its group consumes. Waits concern that topic
 * only: acknowledgements, views and other topics never depend on what users do.
 */
final class PublisherCredit {

    private final int topicWindow;
    private final Trace trace;
    private final Int2ObjectHashMap<CreditLedger> ledgers = new Int2ObjectHashMap<>();
    private final IntArrayList topicIds = new IntArrayList();

    PublisherCredit(int topicWindow, Trace trace) {
        this.topicWindow = topicWindow;
        this.trace = trace;
    }

    /** Whether a message may be sent: one always may when nothing waits. */
    boolean hasRoom(int topicId, int payloadLength) {
        CreditLedger ledger = ledgers.get(topicId);
        return ledger == null
                || ledger.outstanding() == 0
                || ledger.outstanding() + DataHeader.LENGTH + payloadLength <= topicWindow;
    }

    void sent(int topicId, long seq, int payloadLength) {
        CreditLedger ledger = ledgers.get(topicId);
        if (ledger != null) {
            ledger.sent(seq, DataHeader.LENGTH + payloadLength);
        }
    }

    void onConsumed(int topicId, Incarnation who, long seq) {
        CreditLedger ledger = ledgers.get(topicId);
        if (ledger != null) {
            ledger.consumed(who, seq);
        } else {
            trace.mark(MessagingMark.CREDIT_OF_NO_GROUP);
        }
    }

    /** A member entered the group; it gets what is sent after {@code lastSent}. */
    void onJoined(int topicId, Incarnation who, long lastSent) {
        CreditLedger ledger = ledgers.get(topicId);
        if (ledger == null) {
            ledger = new CreditLedger();
            ledgers.put(topicId, ledger);
            topicIds.addInt(topicId);
        }
        ledger.add(who, lastSent);
    }

    /** A member is in the group, and may have been so before. */
    void onKnown(int topicId, Incarnation who, long lastSent) {
        CreditLedger ledger = ledgers.get(topicId);
        if (ledger == null || !ledger.isConsumer(who)) {
            onJoined(topicId, who, lastSent);
        }
    }

    void onLeft(int topicId, Incarnation who) {
        remove(ledgers.get(topicId), topicId, who);
    }

    /**
     * Only those who come with this member from its view will consume what it sent so far. Another may be in this view again and
     * have been elsewhere in between: it starts anew when the topics are known.
     *
     * @param view the installed view
     * @param fellows who comes from the same view as this member, as bits by rank
     */
    void onView(View view, long fellows) {
        for (int i = topicIds.size() - 1; i >= 0; i--) {
            int topicId = topicIds.getInt(i);
            CreditLedger ledger = ledgers.get(topicId);
            List<Incarnation> consumers = ledger == null ? List.of() : ledger.consumers();
            for (Incarnation who : consumers) {
                int rank = view.rankOf(who);
                if (rank < 0 || (fellows >>> rank & 1) == 0) {
                    trace.mark(MessagingMark.CONSUMER_GONE);
                    remove(ledger, topicId, who);
                }
            }
        }
    }

    private void remove(@Nullable CreditLedger ledger, int topicId, Incarnation who) {
        if (ledger == null) {
            return;
        }
        ledger.remove(who);
        if (!ledger.hasConsumers()) {
            ledgers.remove(topicId);
            topicIds.removeInt(topicId);
        }
    }
}
