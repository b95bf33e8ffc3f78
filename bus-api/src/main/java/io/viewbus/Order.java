/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus;

/** In which order the messages of a topic are delivered. A property of the topic, fixed by the first join. */
public enum Order {
    /** The messages of each sender in the order in which it sent them. */
    FIFO,
    /** All messages in one order, the same at every member of the group; the default. */
    TOTAL
}
