/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core.runtime;

import io.viewbus.GroupView;
import io.viewbus.GroupViewId;
import io.viewbus.core.wire.MessageBatch;
import io.viewbus.view.Member;
import java.util.List;
import java.util.Queue;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.ManyToOneConcurrentLinkedQueue;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What the agent hands to the delivery loop for one group, in order. Messages go through a ring of bytes, so that nothing is
 * allocated for them. What is no message, and messages for which the ring has no room, go through a queue; while that has anything,
 * everything does. What is in the ring then is older than what is in the queue.
 *
 * <p>Where the loop turns on the agent's thread, a message that is wanted when nothing waits is handed over at once, from where it lies.
 *
 * <p>Bounded by consumption credit: publishers may be at most a topic window ahead of what was consumed here.
 */
final class HandOff {

    /** The end of a view as the agent hands it over. */
    record Transition(GroupViewId view, List<Member> companions) {}

    /** A view, and the senders of the messages that follow. */
    private record Epoch(GroupView view, SenderNumbers senders) {}

    private record Spilled(Member sender, long seq, long sequence, boolean transitional, byte[] payload) {}

    /** Who takes what is handed over. Called on the delivery loop. */
    interface Taker {
        /** Tells whether to hand over more. */
        boolean isReady();

        /** Takes a message, whose bytes are there during the call only. */
        void onMessage(
                Member sender,
                long seq,
                long sequence,
                boolean transitional,
                DirectBuffer buffer,
                int offset,
                int length);

        /** Takes a view. */
        void onView(GroupView view);

        /** Takes the end of a view. */
        void onTransition(Transition transition);
    }

    private static final int FIRST_CAPACITY = 1 << 12;
    private static final int GROWTH = 4;
    /** Room for what a few senders have in flight. */
    private static final int LAST_CAPACITY = 1 << 22;

    private static final int SENDER = 0;
    private static final int FLAGS = SENDER + Integer.BYTES;
    private static final int SEQ = FLAGS + Integer.BYTES;
    private static final int SEQUENCE = SEQ + Long.BYTES;
    private static final int PAYLOAD = SEQUENCE + Long.BYTES;

    private static final int TRANSITIONAL = 1;
    /** Several messages, see {@link MessageBatch}. */
    private static final int TOGETHER = 2;

    private final Queue<Object> queue = new ManyToOneConcurrentLinkedQueue<>();
    private final Taker taker;
    private final boolean isOnAgent;
    private final UnsafeBuffer spilled = new UnsafeBuffer(0, 0);
    private final ByteRing.Reader reader = this::read;
    private ByteRing writing = new ByteRing(FIRST_CAPACITY);
    private ByteRing reading = writing;
    private SenderNumbers senders = new SenderNumbers();
    private SenderNumbers taken = senders;
    /** How much of the first record was handed over, and how many messages of it. */
    private int partOfRecord;

    private int messagesOfRecord;

    /**
     * Makes a hand-off that holds the first view.
     *
     * @param isOnAgent whether the delivery loop turns on the agent's thread
     */
    HandOff(GroupView first, Taker taker, boolean isOnAgent) {
        this.taker = taker;
        this.isOnAgent = isOnAgent;
        queue.add(new Epoch(first, senders));
    }

    // ---- on the agent -----------------------------------------------------------------------------------------------

    void addView(GroupView view) {
        senders = new SenderNumbers();
        enqueue(new Epoch(view, senders));
    }

    void addTransition(Transition transition) {
        enqueue(transition);
    }

    void addMessage(
            Member sender, long seq, long sequence, boolean transitional, DirectBuffer buffer, int offset, int length) {
        if (isTakenAtOnce()) {
            taker.onMessage(sender, seq, sequence, transitional, buffer, offset, length);
            return;
        }
        int flags = transitional ? TRANSITIONAL : 0;
        if (!write(sender, flags, seq, sequence, buffer, offset, length)) {
            spill(sender, seq, sequence, transitional, buffer, offset, length);
        }
    }

    /** Adds messages that have one number, as {@link MessageBatch} has them. */
    void addMessages(
            Member sender, long seq, long sequence, boolean transitional, DirectBuffer buffer, int offset, int length) {
        int flags = transitional ? TRANSITIONAL | TOGETHER : TOGETHER;
        if (isTakenAtOnce() || !write(sender, flags, seq, sequence, buffer, offset, length)) {
            addEach(sender, seq, sequence, transitional, buffer, offset, length);
        }
    }

    /** Adds each by itself. Once one had to be kept, something waits, and the others are kept behind it. */
    private void addEach(
            Member sender, long seq, long sequence, boolean transitional, DirectBuffer buffer, int offset, int length) {
        int end = offset + length;
        long next = sequence;
        for (int at = offset; at < end; next++) {
            int payload = MessageBatch.length(buffer, at);
            int first = at + MessageBatch.RECORD;
            at += MessageBatch.recordLength(payload);
            long upTo = at < end ? seq - 1 : seq;
            if (isTakenAtOnce()) {
                taker.onMessage(sender, upTo, next, transitional, buffer, first, payload);
            } else {
                spill(sender, upTo, next, transitional, buffer, first, payload);
            }
        }
    }

    private boolean isTakenAtOnce() {
        return isOnAgent && isEmpty() && taker.isReady();
    }

    private void spill(
            Member sender, long seq, long sequence, boolean transitional, DirectBuffer buffer, int offset, int length) {
        byte[] copy = new byte[length];
        buffer.getBytes(offset, copy);
        enqueue(new Spilled(sender, seq, sequence, transitional, copy));
    }

    /** Shows the messages that were added. What is not shown by the end of a turn is not delivered. */
    void show() {
        writing.show();
    }

    /** What is in the ring is older, and must not be seen later. */
    private void enqueue(Object item) {
        show();
        queue.add(item);
    }

    private boolean write(
            Member sender, int flags, long seq, long sequence, DirectBuffer payload, int offset, int length) {
        int index = queue.isEmpty() ? senders.indexOf(sender) : SenderNumbers.NONE;
        return index != SenderNumbers.NONE && write(index, flags, seq, sequence, payload, offset, length);
    }

    private boolean write(
            int sender, int flags, long seq, long sequence, DirectBuffer payload, int offset, int length) {
        int at = PAYLOAD + length > writing.maxLength() ? ByteRing.FULL : writing.claim(PAYLOAD + length);
        if (at == ByteRing.FULL) {
            grow();
            return false;
        }
        MutableDirectBuffer bytes = writing.buffer();
        bytes.putInt(at + SENDER, sender);
        bytes.putInt(at + FLAGS, flags);
        bytes.putLong(at + SEQ, seq);
        bytes.putLong(at + SEQUENCE, sequence);
        bytes.putBytes(at + PAYLOAD, payload, offset, length);
        if (isOnAgent) {
            // Whether something waits is asked for the next message.
            show();
        }
        return true;
    }

    /** Many groups are quiet, and most are never busy: a ring is as large as it had to be. */
    private void grow() {
        if (writing.capacity() < LAST_CAPACITY) {
            ByteRing larger = new ByteRing(GROWTH * writing.capacity());
            enqueue(larger);
            writing = larger;
        }
    }

    // ---- on the delivery loop ---------------------------------------------------------------------------------------

    boolean isEmpty() {
        return queue.isEmpty() && reading.isEmpty();
    }

    /** Hands over what is there, as long as more is wanted. */
    void drain() {
        Object head;
        do {
            head = queue.peek();
            // What is left of the ring was not wanted then, though more may be wanted by now.
            if (!drainRing() || head == null || !taker.isReady()) {
                break;
            }
            take(head);
            // Only now, so that the agent goes on to add behind it.
            queue.remove();
        } while (true);
    }

    /** Returns whether nothing is left. */
    private boolean drainRing() {
        reading.read(reader, Integer.MAX_VALUE);
        return reading.isEmpty();
    }

    private boolean read(DirectBuffer buffer, int offset, int length) {
        if (!taker.isReady()) {
            return false;
        }
        Member sender = taken.get(buffer.getInt(offset + SENDER));
        int flags = buffer.getInt(offset + FLAGS);
        if ((flags & TOGETHER) != 0) {
            return readEach(sender, (flags & TRANSITIONAL) != 0, buffer, offset, length);
        }
        taker.onMessage(
                sender,
                buffer.getLong(offset + SEQ),
                buffer.getLong(offset + SEQUENCE),
                (flags & TRANSITIONAL) != 0,
                buffer,
                offset + PAYLOAD,
                length - PAYLOAD);
        return true;
    }

    /** Hands over messages that came together, from the first on that was not wanted before; their number is consumed with the last. */
    private boolean readEach(Member sender, boolean transitional, DirectBuffer buffer, int offset, int length) {
        long seq = buffer.getLong(offset + SEQ);
        long first = buffer.getLong(offset + SEQUENCE);
        while (partOfRecord < length - PAYLOAD) {
            if (!taker.isReady()) {
                return false;
            }
            int at = offset + PAYLOAD + partOfRecord;
            int payload = MessageBatch.length(buffer, at);
            partOfRecord += MessageBatch.recordLength(payload);
            long upTo = partOfRecord < length - PAYLOAD ? seq - 1 : seq;
            int nth = messagesOfRecord++;
            taker.onMessage(sender, upTo, first + nth, transitional, buffer, at + MessageBatch.RECORD, payload);
        }
        partOfRecord = 0;
        messagesOfRecord = 0;
        return true;
    }

    private void take(Object item) {
        if (item instanceof Spilled message) {
            spilled.wrap(message.payload());
            taker.onMessage(
                    message.sender(),
                    message.seq(),
                    message.sequence(),
                    message.transitional(),
                    spilled,
                    0,
                    message.payload().length);
        } else if (item instanceof ByteRing larger) {
            reading = larger;
        } else if (item instanceof Epoch epoch) {
            taken = epoch.senders();
            taker.onView(epoch.view());
        } else {
            taker.onTransition((Transition) item);
        }
    }
}
