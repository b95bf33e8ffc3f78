/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import io.viewbus.Receipt;
import io.viewbus.Rung;
import io.viewbus.core.MessagingParticipant;
import io.viewbus.core.PublishOptions;
import io.viewbus.core.wire.DataHeader;
import io.viewbus.core.wire.MessageBatch;
import io.viewbus.testkit.time.SimRandom;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** What one program publishes: messages as chance has it, and what was asked for with each that is under way. */
final class Outgoing {

    private static final List<Rung> RUNGS =
            List.of(Rung.STABLE, Rung.STABLE, Rung.STABLE, Rung.DELIVERED, Rung.ORDERED, Rung.ACCEPTED);

    private static final int MOST_TOGETHER = 6;

    private final SimRandom random;
    private final int maxPayload;
    private final Ledger ledger;
    /** For each message under way what was asked for. */
    private final Map<Long, PublishOptions> underWay = new TreeMap<>();

    private final UnsafeBuffer buffer;
    private final UnsafeBuffer records = new UnsafeBuffer(new byte[MOST_TOGETHER * 256]);
    private long published;
    /** Where the last message was to go that could not be taken; nothing was taken since. */
    private @Nullable TopicUse refused;

    Outgoing(SimRandom random, int maxPayload, Ledger ledger) {
        this.random = random;
        this.maxPayload = maxPayload;
        this.ledger = ledger;
        buffer = new UnsafeBuffer(new byte[maxPayload]);
    }

    /** Offers a message. */
    void offer(MessagingParticipant participant, TopicUse topic, long viewSeen) {
        int length = Payload.drawLength(random, maxPayload);
        Payload.write(buffer, 0, length, (int) random.nextLong());
        long token = ledger.ask(topic.question());
        PublishOptions options = drawOptions(topic, viewSeen);
        underWay.put(token, options);
        if (participant.publish(token, topic.name(), options, buffer, 0, length)) {
            published++;
            refused = null;
        } else {
            refused = topic;
            ledger.withdraw(token);
            underWay.remove(token);
        }
        buffer.setMemory(0, length, (byte) 0xDB);
    }

    /** Offers a few messages that travel together, without wanting to hear of them, to a group that this program is in. */
    void offerTogether(MessagingParticipant participant, TopicUse topic) {
        int most = participant.batchLength();
        int count = 0;
        int bytes = 0;
        int length = 0;
        int payload = Payload.drawSmallLength(random);
        while (count < MOST_TOGETHER && length + MessageBatch.recordLength(payload) <= most) {
            MessageBatch.writeLength(records, length, payload);
            Payload.write(records, length + MessageBatch.RECORD, payload, (int) random.nextLong());
            length += MessageBatch.recordLength(payload);
            bytes += payload;
            count++;
            payload = Payload.drawSmallLength(random);
        }
        if (count > 0 && participant.publish(DataHeader.topicIdOf(topic.name()), records, 0, length, count, bytes)) {
            published += count;
            refused = null;
        } else if (count > 0) {
            refused = topic;
        }
        records.setMemory(0, length, (byte) 0xDB);
    }

    /** Some messages are for the view that this program saw last; about most it wants to know in the end. */
    private PublishOptions drawOptions(TopicUse topic, long viewSeen) {
        PublishOptions options = PublishOptions.NONE.withOrder(topic.order()).withConfirm(random.pick(RUNGS));
        return random.chance(150) ? options.withInView(viewSeen) : options;
    }

    /** Goes on offering where it was refused, if it was: that must end (L10). */
    void insist(MessagingParticipant participant, long viewSeen) {
        TopicUse topic = refused;
        if (topic != null) {
            offer(participant, topic, viewSeen);
        }
    }

    boolean isRefused() {
        return refused != null;
    }

    /** Ends a message that failed. */
    void failed(long token) {
        underWay.remove(token);
    }

    /** Ends a message that came as far as was asked for; returns what is wrong about that, or null. */
    @Nullable
    String confirmed(long token, Receipt receipt) {
        PublishOptions asked = underWay.remove(token);
        return asked == null || isAnswer(receipt, asked) ? null : "a message with " + asked + " got " + receipt;
    }

    private static boolean isAnswer(Receipt receipt, PublishOptions asked) {
        boolean placed =
                receipt.rung().compareTo(Rung.DELIVERED) < 0 || receipt.sequence() > 0 || receipt.groupSize() == 0;
        boolean inView = asked.inView() == PublishOptions.ANY_VIEW
                || asked.inView() == receipt.view().counter();
        return receipt.rung() == asked.confirm() && placed && inView;
    }

    long published() {
        return published;
    }
}
