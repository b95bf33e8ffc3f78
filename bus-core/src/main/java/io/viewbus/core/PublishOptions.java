/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import io.viewbus.Order;
import io.viewbus.Rung;
import org.jspecify.annotations.Nullable;

/**
 * What a publisher asks for besides the topic.
 *
 * @param order the order that the topic must have, or null to take the topic's
 * @param inView the counter of the only view of the cluster in which the message may be delivered, or {@link #ANY_VIEW}
 * @param confirm how far the message must come before the publisher is told
 */
public record PublishOptions(@Nullable Order order, long inView, Rung confirm) {

    /** In place of a counter: the message may be delivered in whatever view comes. */
    public static final long ANY_VIEW = 0;

    /** Nothing special. */
    public static final PublishOptions NONE = new PublishOptions(null, ANY_VIEW, Rung.STABLE);

    /** Checks the counter. */
    public PublishOptions {
        if (inView < ANY_VIEW) {
            throw new IllegalArgumentException("the counter of a view is positive, not " + inView);
        }
    }

    /**
     * Returns these options with another order.
     *
     * @param wanted the order that the topic must have, or null
     * @return the options
     */
    public PublishOptions withOrder(@Nullable Order wanted) {
        return new PublishOptions(wanted, inView, confirm);
    }

    /**
     * Returns these options with another view.
     *
     * @param counter the counter of the view
     * @return the options
     */
    public PublishOptions withInView(long counter) {
        return new PublishOptions(order, counter, confirm);
    }

    /**
     * Returns these options with another rung.
     *
     * @param rung how far the message must come
     * @return the options
     */
    public PublishOptions withConfirm(Rung rung) {
        return new PublishOptions(order, inView, rung);
    }
}
