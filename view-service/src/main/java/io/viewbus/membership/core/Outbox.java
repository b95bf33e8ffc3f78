/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

/** Where the core puts what it wants to say. */
@FunctionalInterface
public interface Outbox {

    /**
     * Sends a message to all processes of the cluster, not to this one. May lose it: whatever matters is said again.
     *
     * @param message the message
     * @return whether the transport took it; if not, it is lost at once
     */
    boolean send(Message message);
}
