/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus;

import io.viewbus.view.ClusterException;
import io.viewbus.view.Outcome;
import org.jspecify.annotations.Nullable;

/** What a topic refuses. */
public abstract sealed class TopicException extends ClusterException {

    private static final long serialVersionUID = 1L;

    private TopicException(String message, @Nullable Throwable cause, boolean retryable) {
        super(message, cause, Outcome.NOT_SENT, retryable);
    }

    /** A payload is too large, or its codec failed. */
    public static final class PayloadRejected extends TopicException {
        private static final long serialVersionUID = 1L;

        /**
         * Made by the bus.
         *
         * @param message names the limit
         * @param cause what the codec threw, if it did
         */
        public PayloadRejected(String message, @Nullable Throwable cause) {
            super(message, cause, false);
        }
    }

    /** The topic has another order than the one named; the message was delivered to nobody. */
    public static final class OrderMismatch extends TopicException {
        private static final long serialVersionUID = 1L;

        /**
         * Made by the bus.
         *
         * @param topic the topic
         * @param has its order
         * @param named the order that was named
         */
        public OrderMismatch(String topic, Order has, Order named) {
            super(
                    "topic \"" + topic + "\" has order " + has + ", not " + named + ": its first join fixed it",
                    null,
                    false);
        }
    }

    /** Joining a topic was refused; the message names the limit. */
    public static final class Refused extends TopicException {
        private static final long serialVersionUID = 1L;

        /**
         * Made by the bus.
         *
         * @param message the reason
         */
        public Refused(String message) {
            super(message, null, false);
        }
    }

    /** The view ends or has ended in which alone a message was to be delivered; it was delivered to nobody. */
    public static final class ViewChanged extends TopicException {
        private static final long serialVersionUID = 1L;

        /**
         * Made by the bus.
         *
         * @param counter the counter of that view
         */
        public ViewChanged(long counter) {
            super(
                    "view " + counter
                            + " ends or has ended, so the message was not sent: look at the next view and publish"
                            + " for that",
                    null,
                    true);
        }
    }

    /** Too many messages of this member wait already. */
    public static final class Overloaded extends TopicException {
        private static final long serialVersionUID = 1L;

        /**
         * Made by the bus.
         *
         * @param message names the limit
         */
        public Overloaded(String message) {
            super(message, null, true);
        }
    }
}
