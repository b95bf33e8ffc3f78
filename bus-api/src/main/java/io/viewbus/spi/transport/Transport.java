/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.spi.transport;

import io.viewbus.view.ClusterException;
import io.viewbus.view.Member;

/** An immutable description of a transport, from which each member opens one session. */
public interface Transport {

    /**
     * Finds out whether the JVM gives what the transport and its users need, before anything else is made. MUST be quick.
     *
     * @throws ClusterException.Environment if it does not; the message MUST name the remedy
     */
    default void preflight() {}

    /**
     * Opens the session of one member. May block; called on a thread that may. MUST release everything it took if it
     * throws.
     *
     * @param cluster the name of the cluster, 1 to 64 characters
     * @param self the member that sends through it
     * @return the open session, used by one thread from then on
     * @throws ClusterException.Environment if the JVM, the machine or the network lacks something; the message MUST name
     *     the remedy
     */
    TransportSession open(String cluster, Member self);
}
