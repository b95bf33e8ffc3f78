/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import io.viewbus.spi.membership.ParticipantContext;
import io.viewbus.spi.trace.Trace;
import io.viewbus.spi.transport.DataStream;
import io.viewbus.spi.transport.FrameHandler;
import io.viewbus.view.PartitionPolicy;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** The objects that make up the messaging of one member, wired together. */
final class Parts {

    final Counters counters;
    final Gauges gauges;
    final ViewState view = new ViewState();
    final ControlOutput out;
    final Streams streams;
    final Receiver receiver;
    final OwnStream ownStream;
    final PendingMessages pending;
    final TopicTable topics;
    final TopicCommands commands;
    final PublisherCredit credit;
    final Publisher publisher;
    final CreditReporter creditReporter;
    final OrderExchange order;
    final Stability stability;
    final Acknowledger acknowledger;
    final Dispatcher dispatcher;
    final Delivery delivery;
    final TableTransfer tables;
    final Repairs repairs;
    final ControlInput control;
    final LinkWatch links;
    final ViewChange change;
    final Candidates candidates;
    final Trace trace;
    /** Whether views form one chain; otherwise every part of the cluster goes on. */
    final boolean oneChain;

    Parts(MessagingConfig config, MessagingListener listener, ParticipantContext context) {
        trace = context.trace();
        counters = new Counters(context.counters());
        oneChain = context.partitions() == PartitionPolicy.PRIMARY;
        Gate gate = new Gate();
        DataStream data = context.openData(gate);
        out = new ControlOutput(context);
        streams = new Streams(config, context.self(), data);
        SenderStream own = streams.own();
        receiver = new Receiver(view, trace);
        ownStream = new OwnStream(config, own, view, receiver, data, trace);
        pending = new PendingMessages(config.maxPending(), listener);
        topics = new TopicTable(config.maxTopics());
        commands = new TopicCommands(ownStream, pending, listener, trace);
        credit = new PublisherCredit(config.topicWindow(), trace);
        publisher = new Publisher(config, view, topics, ownStream, pending, credit, listener, trace, counters);
        creditReporter = new CreditReporter(config, out, context.self().incarnation(), credit, trace);
        order = new OrderExchange(config, view, out, receiver, trace);
        stability = new Stability(view, receiver, order, ownStream, own, pending, trace);
        dispatcher = new Dispatcher(view, topics, pending, commands, credit, own, listener, trace, counters);
        delivery = new Delivery(view, order, dispatcher, context.quorum());
        acknowledger = new Acknowledger(config, view, ownStream, receiver, stability, order, delivery, out, trace);
        tables = new TableTransfer(config, view, topics, out, data, own, dispatcher, counters, trace);
        repairs = new Repairs(config, streams, ownStream, out, data, counters, trace);
        control = new ControlInput(this, context.self().incarnation());
        links = new LinkWatch(view, streams, context);
        change = new ViewChange(this);
        candidates = new Candidates(this);
        gauges = new Gauges(context.counters(), view, streams, ownStream, topics);
        gate.handler = new DataInput(config, view, streams, receiver, tables, counters, trace);
    }

    /** The data stream wants its handler before there are streams to handle. */
    private static final class Gate implements FrameHandler {
        private @Nullable FrameHandler handler;

        @Override
        public boolean onFrame(long link, DirectBuffer buffer, int offset, int length) {
            return handler == null || handler.onFrame(link, buffer, offset, length);
        }

        @Override
        public boolean onLent(long link, DirectBuffer buffer, int offset, int length, long position) {
            return handler == null || handler.onLent(link, buffer, offset, length, position);
        }

        @Override
        public void onRecall(long link, long position) {
            if (handler != null) {
                handler.onRecall(link, position);
            }
        }
    }
}
