/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.net;

import org.agrona.DirectBuffer;

/** Watches what a member sends: the place where a simulation kills it in the middle of its work. */
@FunctionalInterface
public interface SendProbe {

    /**
     * Takes notice of a frame, once before it is sent and once after. May throw, which ends the member there.
     *
     * @param lane which stream it goes to
     * @param buffer holds the frame
     * @param offset where it starts
     * @param length its length
     * @param sent whether it is sent already
     */
    void onSend(Lane lane, DirectBuffer buffer, int offset, int length, boolean sent);
}
