/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core.runtime;

import io.viewbus.Codec;
import io.viewbus.GroupView;
import io.viewbus.Order;
import io.viewbus.Receipt;
import io.viewbus.core.PublishOptions;
import io.viewbus.membership.runtime.DeliveryLoop;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.MonoSink;

/** What users ask of the agent. Made on their threads, carried out on the agent's, answered on the delivery loop. */
sealed interface Command {

    /**
     * Fails the command. On the delivery loop, or on the user's thread if it was never taken.
     *
     * @param why the reason
     */
    void fail(Throwable why);

    /** What becomes of a message. */
    interface Outcome {
        /** It is stable. */
        void onReceipt(Receipt receipt);

        /** It failed. */
        void onFailure(Throwable why);
    }

    /** Publishes one message. */
    record Publish(String topic, PublishOptions options, byte[] payload, Outcome outcome) implements Command {
        Publish withOutcome(Outcome other) {
            return new Publish(topic, options, payload, other);
        }

        @Override
        public void fail(Throwable why) {
            outcome.onFailure(why);
        }
    }

    /** Joins a topic. */
    record Join<T>(
            DeliveryLoop loop, String topic, @Nullable Order order, Codec<T> codec, MonoSink<GroupStream<T>> sink)
            implements Command {
        GroupStream<T> newStream(int topicId, GroupView first) {
            return new GroupStream<>(loop, topic, topicId, codec, first);
        }

        @SuppressWarnings("unchecked") // The stream was made by this command.
        void joined(GroupStream<?> stream) {
            sink.success((GroupStream<T>) stream);
        }

        @Override
        public void fail(Throwable why) {
            sink.error(why);
        }
    }

    /** Leaves a topic. */
    record Leave(String topic, int topicId, MonoSink<Void> sink) implements Command {
        @Override
        public void fail(Throwable why) {
            sink.error(why);
        }
    }
}
