/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.recording;

import io.viewbus.Order;
import io.viewbus.spi.trace.Trace;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.PrimaryState;
import io.viewbus.view.View;
import io.viewbus.view.ViewId;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The trace of one member on its way to files. Belongs to one connecting: what another member traces into it is not recorded, and
 * counted as {@link #foreign}. The agent thread copies each event into a ring and never waits; a thread of its own writes them.
 * Where the ring is full, events are counted, and the recording says that they are missing. Nothing here throws, whatever becomes
 * of the disk: {@link #failure} tells.
 *
 * <p>Close it after the bus. What was traced until a few milliseconds before a process is killed is in the files.
 */
public final class Recording implements Trace, AutoCloseable {

    private final FieldWriter fields = new FieldWriter();
    private final FieldWriter gap = new FieldWriter();
    private final Footing footing = new Footing();
    private final OneToOneRingBuffer ring;
    private final RecordingThread thread;
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong foreign = new AtomicLong();
    private @Nullable Thread agent;
    private @Nullable Member self;
    private long index;
    private long lostInARow;
    private volatile boolean closed;

    Recording(OneToOneRingBuffer ring, RecordingThread thread) {
        this.ring = ring;
        this.thread = thread;
    }

    /**
     * Returns how many events found no room. The recording has a gap where they would be.
     *
     * @return the number; may be read from any thread
     */
    public long lost() {
        return lost.get();
    }

    /**
     * Returns how many events were not recorded because another member than the first one traced them.
     *
     * @return the number; may be read from any thread
     */
    public long foreign() {
        return foreign.get();
    }

    /** Returns how many bytes wait to be written. */
    int waiting() {
        return ring.size();
    }

    /**
     * Returns why nothing is written any more.
     *
     * @return one sentence, or null while files are written; may be read from any thread
     */
    public @Nullable String failure() {
        return thread.failure();
    }

    /** Writes what is there and says that nothing is missing at the end. Blocks until that is done, five seconds at most. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            thread.close(this::lost);
        }
    }

    @Override
    public void joining(Member joiner) {
        if (self != null) {
            foreign.incrementAndGet();
            return;
        }
        self = joiner;
        write(RecordKind.JOINING, record().put(joiner));
    }

    @Override
    public void leaving() {
        if (isOurs()) {
            footing.leaving();
            write(RecordKind.LEAVING, record());
        }
    }

    @Override
    public void suspected(Incarnation suspect) {
        if (isOurs()) {
            footing.suspected(suspect);
            write(RecordKind.SUSPECTED, record().put(suspect));
        }
    }

    @Override
    public void promised(ViewId prior, long round, Incarnation proposer) {
        if (isOurs()) {
            write(RecordKind.PROMISED, record().put(prior).put(round).put(proposer));
        }
    }

    @Override
    public void wedged(ViewId view) {
        if (isOurs()) {
            write(RecordKind.WEDGED, record().put(view));
        }
    }

    @Override
    public void accepted(ViewId prior, ViewId next) {
        if (isOurs()) {
            write(RecordKind.ACCEPTED, record().put(prior).put(next));
        }
    }

    @Override
    public void decided(ViewId prior, ViewId next, List<Member> members, long proposalHash) {
        if (isOurs()) {
            write(RecordKind.DECIDED, record().put(prior).put(next).put(members).put(proposalHash));
        }
    }

    @Override
    public void installed(ViewId prior, View view, List<Member> transitional) {
        if (isOurs()) {
            writeStanding();
            footing.installed(view);
            write(RecordKind.INSTALLED, record().put(prior).put(view).put(transitional));
        }
    }

    @Override
    public void primaryState(PrimaryState state) {
        if (isOurs()) {
            footing.primaryState(state);
            write(RecordKind.PRIMARY_STATE, record().put(state == PrimaryState.PRIMARY));
        }
    }

    @Override
    public void excluded() {
        if (isOurs()) {
            write(RecordKind.EXCLUDED, record());
        }
    }

    @Override
    public void left() {
        if (isOurs()) {
            write(RecordKind.LEFT, record());
        }
    }

    @Override
    public void cut(ViewId prior, long[] lastSeqs) {
        if (isOurs()) {
            footing.cut(prior, lastSeqs);
            record().put(prior).put(lastSeqs.length);
            for (long last : lastSeqs) {
                fields.put(last);
            }
            write(RecordKind.CUT, fields);
        }
    }

    @Override
    public void sent(long seq, int topic, Order order, long inView, int length, long payloadHash) {
        if (isOurs()) {
            footing.sent(seq);
            record().put(seq)
                    .put(topic)
                    .putByte(OrderCode.of(order))
                    .put(inView)
                    .put(length)
                    .put(payloadHash);
            write(RecordKind.SENT, fields);
        }
    }

    @Override
    public void offerRefused(long last) {
        if (isOurs()) {
            write(RecordKind.OFFER_REFUSED, record().put(last));
        }
    }

    @Override
    public void delivered(
            Incarnation sender,
            long seq,
            int topic,
            Order order,
            long orderIndex,
            long change,
            long groupSequence,
            boolean toUser,
            boolean transitional,
            long payloadHash) {
        if (isOurs()) {
            record().put(sender).put(seq).put(topic).putByte(OrderCode.of(order));
            fields.put(orderIndex).put(change).put(groupSequence).put(toUser).put(transitional);
            write(RecordKind.DELIVERED, fields.put(payloadHash));
        }
    }

    @Override
    public void ordered(long range, int senderRank, long upToSeq) {
        if (isOurs()) {
            write(RecordKind.ORDERED, record().put(range).put(senderRank).put(upToSeq));
        }
    }

    @Override
    public void topicView(int topic, long counter, long change, List<Member> members) {
        if (isOurs()) {
            footing.topicView(topic, counter, change, members);
            write(
                    RecordKind.TOPIC_VIEW,
                    record().put(topic).put(counter).put(change).put(members));
        }
    }

    @Override
    public void topicTable(ViewId view, long hash) {
        if (isOurs()) {
            footing.topicTable(view, hash);
            write(RecordKind.TOPIC_TABLE, record().put(view).put(hash));
        }
    }

    @Override
    public void received(Incarnation sender, long seq, int kept) {
        if (isOurs()) {
            footing.received(sender, seq);
            write(RecordKind.RECEIVED, record().put(sender).put(seq).put(kept));
        }
    }

    @Override
    public void stable(Incarnation sender, long seq) {
        if (isOurs()) {
            write(RecordKind.STABLE, record().put(sender).put(seq));
        }
    }

    @Override
    public void released(Incarnation sender, long seq, int kept) {
        if (isOurs()) {
            footing.released(sender, seq);
            write(RecordKind.RELEASED, record().put(sender).put(seq).put(kept));
        }
    }

    private void writeStanding() {
        Standing standing = footing.standing();
        record().put(standing.sent()).put(standing.leaving()).put(standing.primary() == PrimaryState.PRIMARY);
        fields.put(standing.suspects().size());
        standing.suspects().forEach(fields::put);
        fields.put(standing.streams().size());
        for (Standing.Stream stream : standing.streams()) {
            fields.put(stream.sender())
                    .put(stream.received())
                    .put(stream.released())
                    .put(stream.start());
        }
        write(RecordKind.STANDING, fields);
        for (Footing.EarlyTopic early : footing.earlyTopics()) {
            record().put(early.topic()).put(early.counter()).put(early.change()).put(early.members());
            write(RecordKind.TOPIC_VIEW_AGAIN, fields);
        }
        ViewId table = footing.earlyTable();
        if (table != null) {
            write(RecordKind.TOPIC_TABLE_AGAIN, record().put(table).put(footing.earlyTableHash()));
        }
    }

    /** A ring has one writer: the thread that told the first step after joining. */
    private boolean isOurs() {
        Thread here = Thread.currentThread();
        if (agent == null && self != null) {
            agent = here;
        }
        if (agent == here) {
            return !closed;
        }
        foreign.incrementAndGet();
        return false;
    }

    /** Index and time come first; the index is set when it is known. */
    private FieldWriter record() {
        return fields.start().put(0L).put(System.nanoTime());
    }

    private void write(RecordKind kind, FieldWriter record) {
        if (lostInARow > 0 && !declareGap()) {
            lose();
            return;
        }
        if (offer(kind, record)) {
            index++;
        } else {
            lose();
        }
    }

    private boolean declareGap() {
        gap.start().put(0L).put(System.nanoTime()).put(lostInARow);
        if (!offer(RecordKind.GAP, gap)) {
            return false;
        }
        index++;
        lostInARow = 0;
        return true;
    }

    private boolean offer(RecordKind kind, FieldWriter record) {
        record.buffer().putLong(0, index, ByteOrder.LITTLE_ENDIAN);
        return record.length() <= ring.maxMsgLength() && ring.write(kind.code(), record.buffer(), 0, record.length());
    }

    private void lose() {
        index++;
        lostInARow++;
        lost.incrementAndGet();
    }
}
