/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * When and how much a link was heard. Aeron's client cannot tell: it shows the image of a dead sender for as long as unread
 * frames are in it, and that of a sender who is out of reach for as long as he is heard.
 */
final class LinkActivity {

    /** The driver gives up an image after this silence. A live sender is heard every 100 ms. */
    static final long LIVENESS_NS = TimeUnit.SECONDS.toNanos(5);

    private long heardNs;
    private @Nullable ImageSource source;
    private boolean isStale;
    private long fruitlessBytes;

    void onImage(ImageSource source, long nowNs) {
        this.source = source;
        isStale = false;
        heardNs = nowNs;
        fruitlessBytes = 0;
    }

    void onImageLost() {
        source = null;
    }

    /**
     * Notes a datagram of the session. Returns false if it is not for the image that there is: because another sends it, or after a
     * silence, which ends the image. While there is none, anybody may bring one about.
     */
    boolean onHeard(InetSocketAddress from, int length, long nowNs) {
        isStale |= nowNs - heardNs > LIVENESS_NS;
        @Nullable ImageSource current = source;
        if (current != null && (isStale || !current.is(from))) {
            return false;
        }
        heardNs = nowNs;
        fruitlessBytes += length;
        return true;
    }

    void onProgress() {
        fruitlessBytes = 0;
    }

    /**
     * Tells whether a whole term was heard while nothing could be read. A sender repeats no more than half a term and a
     * message, so what is missing will never come.
     */
    boolean isOutrun() {
        return fruitlessBytes > Channels.DATA_TERM;
    }

    /** Tells whether the sender came back after a silence in which the driver may have given up the image: or may not. */
    boolean isStale() {
        return isStale;
    }

    boolean isAlive(long nowNs) {
        return source != null && !isStale && nowNs - heardNs <= LIVENESS_NS;
    }
}
