/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus;

/**
 * The proof that a message has come as far as its publisher asked for.
 *
 * @param view the group view in which it is delivered; below {@link Rung#DELIVERED} the one that was current here when it was accepted
 * @param sequence its place in that view, from 1; 0 if nobody has ever joined the topic, and below {@link Rung#DELIVERED}
 * @param groupSize how many members the topic's group had in that view; 0 means that nobody was subscribed
 * @param rung how far it has come, as asked for with {@link Topic#confirm}
 */
public record Receipt(GroupViewId view, long sequence, int groupSize, Rung rung) {

    /**
     * Makes the receipt of a message that is stable.
     *
     * @param view the group view in which it is delivered
     * @param sequence its place in that view, from 1; 0 if nobody has ever joined the topic
     * @param groupSize how many members the topic's group had at that point
     */
    public Receipt(GroupViewId view, long sequence, int groupSize) {
        this(view, sequence, groupSize, Rung.STABLE);
    }
}
