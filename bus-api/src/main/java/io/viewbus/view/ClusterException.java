/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.view;

import org.jspecify.annotations.Nullable;

/**
 * What the cluster refuses or cannot do. The message is one sentence for people that names the limit or the cause and,
 * where there is one, the remedy.
 */
public abstract class ClusterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Outcome outcome;
    private final boolean retryable;

    /**
     * Made by subclasses.
     *
     * @param message one sentence
     * @param cause what lies behind it, if anything
     * @param outcome what became of the operation
     * @param retryable whether the same call may succeed later
     */
    protected ClusterException(String message, @Nullable Throwable cause, Outcome outcome, boolean retryable) {
        super(message, cause);
        this.outcome = outcome;
        this.retryable = retryable;
    }

    /**
     * Returns what became of the operation that failed.
     *
     * @return the outcome
     */
    public final Outcome outcome() {
        return outcome;
    }

    /**
     * Tells whether the same call may succeed later.
     *
     * @return true if trying again makes sense
     */
    public final boolean isRetryable() {
        return retryable;
    }

    /** Joining the cluster did not succeed: refused, or nobody to join in time. */
    public static final class JoinFailed extends ClusterException {
        private static final long serialVersionUID = 1L;

        /**
         * Made by the membership service.
         *
         * @param message the reason
         * @param retryable whether a later try may succeed
         */
        public JoinFailed(String message, boolean retryable) {
            super(message, null, Outcome.NOT_SENT, retryable);
        }
    }

    /** The cluster went on without this member; come back as a new one. Its undelivered messages have no known fate. */
    public static final class Evicted extends ClusterException {
        private static final long serialVersionUID = 1L;

        /**
         * Made by the membership service.
         *
         * @param message the reason
         */
        public Evicted(String message) {
            super(message, null, Outcome.UNKNOWN, true);
        }
    }

    /** A subscriber left too many views unread; names the views that it missed. */
    public static final class ViewsMissed extends ClusterException {
        private static final long serialVersionUID = 1L;
        private final transient ViewId first;
        private final transient ViewId last;

        /**
         * Made by the membership service.
         *
         * @param first the first view that was dropped
         * @param last the last view that was dropped
         * @param limit how many unread views are kept
         */
        public ViewsMissed(ViewId first, ViewId last, int limit) {
            super(
                    "views " + first + " to " + last + " were missed: the subscriber left " + limit
                            + " views unread; request faster or subscribe again",
                    null,
                    Outcome.NOT_SENT,
                    true);
            this.first = first;
            this.last = last;
        }

        /**
         * Returns the first missed view.
         *
         * @return its id
         */
        public ViewId first() {
            return first;
        }

        /**
         * Returns the last view missed up to the error.
         *
         * @return its id
         */
        public ViewId last() {
            return last;
        }
    }

    /** Used after leaving or disposal. */
    public static final class Disposed extends ClusterException {
        private static final long serialVersionUID = 1L;

        /**
         * Made by the membership service and the bus.
         *
         * @param message what was used too late
         * @param outcome whether the operation may have happened
         */
        public Disposed(String message, Outcome outcome) {
            super(message, null, outcome, false);
        }
    }

    /** The JVM, the machine or the network does not give what is needed; the message names the exact remedy. */
    public static final class Environment extends ClusterException {
        private static final long serialVersionUID = 1L;

        /**
         * Made by transports.
         *
         * @param message what is missing and how to provide it
         * @param cause what the system said, if anything
         */
        public Environment(String message, @Nullable Throwable cause) {
            super(message, cause, Outcome.NOT_SENT, false);
        }
    }

    /** A member cannot go on (transport broken, a participant stuck) and stopped; it may come back as a new one. */
    public static final class Failed extends ClusterException {
        private static final long serialVersionUID = 1L;

        /**
         * Made by the membership service.
         *
         * @param message the reason
         * @param cause what broke, if known
         */
        public Failed(String message, @Nullable Throwable cause) {
            super(message, cause, Outcome.UNKNOWN, true);
        }
    }
}
