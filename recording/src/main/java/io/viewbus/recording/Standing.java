/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.recording;

import io.viewbus.spi.trace.Trace;
import io.viewbus.view.Incarnation;
import io.viewbus.view.PrimaryState;
import java.util.List;

/**
 * Where a member stands when it installs a view: what was told before, as far as it matters after.
 *
 * @param sent the number of the last message that it accepted for sending
 * @param streams what it holds of each sender
 * @param suspects whom it suspects, as far as it ever told
 * @param leaving whether it asked to be let out
 * @param primary whether it can reach a quorum
 */
public record Standing(
        long sent, List<Stream> streams, List<Incarnation> suspects, boolean leaving, PrimaryState primary) {

    /** Copies the lists. */
    public Standing {
        streams = List.copyOf(streams);
        suspects = List.copyOf(suspects);
    }

    /**
     * What a member holds of one sender.
     *
     * @param sender the sender
     * @param received the last message up to which it holds all, as in {@link Trace#received}
     * @param released the last message that it forgot, as in {@link Trace#released}
     * @param start the last message that belongs to the views before
     */
    public record Stream(Incarnation sender, long received, long released, long start) {}
}
