/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus;

import io.viewbus.view.Member;
import org.agrona.DirectBuffer;

/**
 * Takes what a group delivers without objects: the bytes where they are. Called on the member's delivery thread, or on the thread that
 * the program lends to the member, one at a time, views and messages in their one order; must not block, and may keep neither the
 * buffer nor anything in it. A handler that throws is removed, and the error logged.
 */
@FunctionalInterface
public interface RawHandler {

    /**
     * Takes a message, which belongs to the view that was told last.
     *
     * @param sender who sent it
     * @param sequence its place in the group view, from 1; in a FIFO group as this member counts
     * @param buffer holds the payload until the call returns
     * @param offset where it starts
     * @param length its length in bytes
     */
    void onMessage(Member sender, long sequence, DirectBuffer buffer, int offset, int length);

    /**
     * Takes a view of the group. Does nothing by default.
     *
     * @param view the view to which the messages belong that follow
     */
    default void onView(GroupView view) {}
}
