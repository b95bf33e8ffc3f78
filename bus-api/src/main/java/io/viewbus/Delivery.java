/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus;

import io.viewbus.view.Member;

/**
 * A delivered message.
 *
 * @param payload the decoded payload
 * @param sender who published it; a member of the cluster, not necessarily of the group
 * @param view the group view in which it is delivered, the same at every member that delivers it in total order
 * @param sequence its place in the group view, from 1; agreed in total order, local to this member in FIFO order
 * @param <T> the payload type
 */
public record Delivery<T>(T payload, Member sender, GroupViewId view, long sequence) implements GroupEvent<T> {}
