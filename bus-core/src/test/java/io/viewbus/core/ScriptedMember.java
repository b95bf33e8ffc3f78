/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import io.viewbus.GroupView;
import io.viewbus.GroupViewId;
import io.viewbus.Order;
import io.viewbus.Receipt;
import io.viewbus.core.wire.DataHeader;
import io.viewbus.core.wire.MessageBatch;
import io.viewbus.observe.ViewChange.Cause;
import io.viewbus.spi.membership.ParticipantContext;
import io.viewbus.spi.membership.Proposal;
import io.viewbus.spi.membership.QuorumPolicy;
import io.viewbus.spi.observe.CounterBoard;
import io.viewbus.spi.trace.Trace;
import io.viewbus.spi.transport.DataStream;
import io.viewbus.spi.transport.FrameHandler;
import io.viewbus.spi.transport.Liveness;
import io.viewbus.spi.transport.LivenessHandler;
import io.viewbus.spi.transport.SendResult;
import io.viewbus.view.ClusterException;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.PartitionPolicy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A member on a network that a test makes lossy, with everything that it heard. */
final class ScriptedMember implements ParticipantContext, DataStream, MessagingListener {

    private record Frame(ScriptedMember from, byte[] bytes) {}

    final Member self;
    final MessagingParticipant participant;
    /** Payloads as text, with a tilde before those that are transitional; and views, in the order of delivery. */
    final List<String> delivered = new ArrayList<>();

    final List<GroupView> groupViews = new ArrayList<>();
    final TreeMap<Long, Receipt> receipts = new TreeMap<>();
    final TreeMap<Long, ClusterException> failures = new TreeMap<>();
    final List<Long> joined = new ArrayList<>();
    final List<Long> left = new ArrayList<>();
    final Set<Long> suspected = new TreeSet<>();
    boolean consumes = true;
    boolean crashed;
    Proposal proposal;
    /** Which data frames of which sender get lost on the way to this member. */
    Predicate<ScriptedMember> losesData = from -> false;

    Predicate<ScriptedMember> losesControl = from -> false;
    Predicate<byte[]> losesFrame = frame -> false;
    private final CounterBoard counters = CounterBoard.inMemory();
    private final ScriptedCluster cluster;
    private final ArrayDeque<Frame> data = new ArrayDeque<>();
    private final ArrayDeque<Frame> control = new ArrayDeque<>();
    private final Set<Long> connected = new TreeSet<>();
    private final long link;
    private FrameHandler handler;

    ScriptedMember(ScriptedCluster cluster, int number) {
        this.cluster = cluster;
        link = 100L + number;
        self = new Member("m" + number, new Incarnation(7, number));
        participant = new MessagingParticipant(cluster.config, this);
        participant.onStart(this);
    }

    void poll(long nowNs) {
        for (Frame frame = control.poll(); frame != null; frame = control.poll()) {
            UnsafeBuffer buffer = new UnsafeBuffer(frame.bytes());
            participant.onControl(frame.from().self.incarnation(), buffer, 0, buffer.capacity(), nowNs);
        }
        for (Frame frame = data.peek(); frame != null; frame = data.peek()) {
            UnsafeBuffer buffer = new UnsafeBuffer(frame.bytes());
            if (!handler.onFrame(frame.from().link, buffer, 0, buffer.capacity())) {
                break;
            }
            data.remove();
        }
        participant.doWork(nowNs);
    }

    /** The messages of what was delivered, each with its group view and its place there. */
    List<String> messages() {
        return delivered.stream().filter(line -> line.contains("#")).toList();
    }

    /** What these messages say. */
    List<String> texts() {
        return messages().stream()
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .toList();
    }

    boolean receiveData(ScriptedMember from, byte[] bytes) {
        return handler.onFrame(from.link, new UnsafeBuffer(bytes), 0, bytes.length);
    }

    boolean publish(long token, String topic, Order order, String text) {
        return publishWith(PublishOptions.NONE.withOrder(order), token, topic, text);
    }

    boolean publishWith(PublishOptions options, long token, String topic, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return participant.publish(token, topic, options, new UnsafeBuffer(bytes), 0, bytes.length);
    }

    /** Publishes texts that travel together. */
    boolean publishTogether(String topic, String... texts) {
        UnsafeBuffer records = new UnsafeBuffer(new byte[4096]);
        int end = 0;
        int total = 0;
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            MessageBatch.writeLength(records, end, bytes.length);
            records.putBytes(end + MessageBatch.RECORD, bytes);
            end += MessageBatch.recordLength(bytes.length);
            total += bytes.length;
        }
        return participant.publish(DataHeader.topicIdOf(topic), records, 0, end, texts.length, total);
    }

    @Override
    public void onMessage(
            int topicId,
            Member sender,
            long seq,
            GroupViewId view,
            long sequence,
            boolean transitional,
            DirectBuffer buffer,
            int offset,
            int length) {
        delivered.add(view + "#" + sequence + " " + (transitional ? "~" : "")
                + buffer.getStringWithoutLengthUtf8(offset, length));
        if (consumes) {
            participant.consumed(topicId, sender.incarnation(), seq, length);
        }
    }

    @Override
    public void onTransitional(int topicId, GroupViewId view, List<Member> companions) {
        delivered.add(view + " ends for " + companions);
    }

    @Override
    public void onGroupView(int topicId, GroupView view) {
        groupViews.add(view);
        delivered.add(view.id() + " view " + view.members());
    }

    @Override
    public void onGroupEnded(int topicId, ClusterException why) {}

    @Override
    public void onJoined(long token, int topicId, Order order, GroupView view) {
        joined.add(token);
        groupViews.add(view);
    }

    @Override
    public void onRefused(long token, ClusterException why) {
        failures.put(token, why);
    }

    @Override
    public void onLeft(long token) {
        left.add(token);
    }

    @Override
    public void onAccepted(long token) {}

    @Override
    public void onReceipt(long token, Receipt receipt) {
        receipts.put(token, receipt);
    }

    @Override
    public void onFailed(long token, ClusterException why) {
        failures.put(token, why);
    }

    @Override
    public Member self() {
        return self;
    }

    @Override
    public Liveness openLiveness(LivenessHandler handler) {
        return Liveness.NONE;
    }

    @Override
    public DataStream openData(FrameHandler frames) {
        handler = frames;
        return this;
    }

    @Override
    public SendResult sendControl(DirectBuffer buffer, int offset, int length) {
        byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        for (ScriptedMember other : cluster.members) {
            if (other != this && !other.losesControl.test(this)) {
                other.control.add(new Frame(this, bytes));
            }
        }
        return SendResult.ACCEPTED;
    }

    @Override
    public int maxControlLength() {
        return 65_536;
    }

    @Override
    public void suspect(Incarnation member, Cause cause) {
        suspected.add(member.low());
    }

    @Override
    public void trust(Incarnation member) {
        suspected.remove(member.low());
    }

    @Override
    public void fail(String reason) {
        throw new AssertionError(reason);
    }

    @Override
    public PartitionPolicy partitions() {
        return PartitionPolicy.PRIMARY;
    }

    @Override
    public QuorumPolicy quorum() {
        return QuorumPolicy.majority();
    }

    @Override
    public CounterBoard counters() {
        return counters;
    }

    @Override
    public Trace trace() {
        return Trace.NONE;
    }

    @Override
    public long link() {
        return link;
    }

    @Override
    public void connect(long other) {
        connected.add(other);
    }

    @Override
    public void disconnect(long other) {
        connected.remove(other);
        data.removeIf(frame -> frame.from().link == other);
    }

    @Override
    public int datagramLength() {
        return 1_376;
    }

    @Override
    public boolean isConnected(long other) {
        return connected.contains(other);
    }

    @Override
    public SendResult send(DirectBuffer buffer, int offset, int length) {
        byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        for (ScriptedMember other : cluster.members) {
            if (other != this
                    && other.isConnected(link)
                    && !other.losesData.test(this)
                    && !other.losesFrame.test(bytes)) {
                other.data.add(new Frame(this, bytes));
            }
        }
        return SendResult.ACCEPTED;
    }

    @Override
    public int maxLength() {
        return 262_144 + 1_024;
    }

    @Override
    public int window() {
        return Integer.MAX_VALUE;
    }
}
