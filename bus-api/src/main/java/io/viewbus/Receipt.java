/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus;

/**
 * The proof that a message is stable: every member of the current view has received it.
 *
 * @param view the group view in which it is delivered
 * @param sequence its place in that view, from 1; 0 if nobody has ever joined the topic
 * @param groupSize how many members the topic's group had at that point; 0 means that nobody was subscribed
 */
public record Receipt(GroupViewId view, long sequence, int groupSize) {}
