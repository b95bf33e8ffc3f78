/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus;

import io.viewbus.view.Member;

/**
 * A delivered message.
 *
 * @param payload the decoded payload
 * @param sender who published it; a member of the cluster, not necessarily of the group
 * @param view the group view in which it is delivered, the same at every member that delivers it in total order
 * @param sequence its place in the group view, from 1; agreed in total order, local to this member in {@link Order#FIFO} and
 *     {@link Order#CAUSAL} order
 * @param transitional true if the topic is {@link Order#SAFE} and the view ended before all its members were known to hold the
 *     message: then only the companions of {@link GroupEvent.Transitional} are sure to deliver it
 * @param <T> the payload type
 */
public record Delivery<T>(T payload, Member sender, GroupViewId view, long sequence, boolean transitional)
        implements GroupEvent<T> {

    /**
     * Makes one that has the full guarantee of its topic's order.
     *
     * @param payload the decoded payload
     * @param sender who published it
     * @param view the group view in which it is delivered
     * @param sequence its place in the group view, from 1
     */
    public Delivery(T payload, Member sender, GroupViewId view, long sequence) {
        this(payload, sender, view, sequence, false);
    }
}
