/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.spi.transport;

import io.viewbus.view.Incarnation;

/** Takes what a {@link Liveness} finds out. */
@FunctionalInterface
public interface LivenessHandler {

    /**
     * The operating system says that nobody with this incarnation listens any more: the connection was closed, and a new one was
     * refused or was answered by another incarnation. Not called because a host cannot be reached. Ends the watch; called by
     * {@link TransportSession#poll}.
     *
     * @param process who is gone
     */
    void onGone(Incarnation process);
}
