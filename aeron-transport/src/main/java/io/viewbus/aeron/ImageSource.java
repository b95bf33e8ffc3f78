/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import io.aeron.Image;
import io.aeron.driver.Configuration;
import io.aeron.exceptions.AeronEvent;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Who sends the datagrams of an image.
 *
 * <p>Aeron tells images apart by their sessions alone: what a second sender of the same session says would fall into the log of
 * the first, where a frame can be made of fragments of both, and would let a dead sender look alive.
 */
final class ImageSource {

    private final int session;
    private final String identity;
    private final EmbeddedAeron aeron;
    private @Nullable InetSocketAddress known;
    private boolean isRivalReported;

    ImageSource(Image image, EmbeddedAeron aeron) {
        this.session = image.sessionId();
        this.identity = image.sourceIdentity();
        this.aeron = aeron;
    }

    /** Tells whether a datagram of the session comes from the sender of the image, and reports it if not. */
    boolean is(InetSocketAddress address) {
        if (address.equals(known)) {
            return true;
        }
        if (identity.equals(Configuration.sourceIdentity(address))) {
            known = address;
            return true;
        }
        reportRival(address);
        return false;
    }

    private void reportRival(InetSocketAddress rival) {
        if (!isRivalReported) {
            isRivalReported = true;
            aeron.report(new AeronEvent(
                    "session " + session + " of " + identity + " is used by " + Configuration.sourceIdentity(rival)
                            + " as well, which is not heard for that: start the latter again"));
        }
    }
}
