/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import java.util.concurrent.TimeUnit;

/**
 * When and how much a link was heard. Aeron's client cannot tell: it shows the image of a dead sender for as long as unread
 * frames are in it, and that of a sender who is out of reach for as long as he is heard.
 */
final class LinkActivity {

    /** The driver gives up an image after this silence. A live sender is heard every 100 ms. */
    static final long LIVENESS_NS = TimeUnit.SECONDS.toNanos(5);

    private long heardNs;
    private boolean hasImage;
    private long fruitlessBytes;

    void onImage(long nowNs) {
        hasImage = true;
        heardNs = nowNs;
        fruitlessBytes = 0;
    }

    void onImageLost() {
        hasImage = false;
    }

    /** Notes a datagram; after a silence it comes too late for the image, which the driver has given up meanwhile. */
    void onHeard(int length, long nowNs) {
        if (nowNs - heardNs > LIVENESS_NS) {
            hasImage = false;
        }
        heardNs = nowNs;
        fruitlessBytes += length;
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

    boolean isAlive(long nowNs) {
        return hasImage && nowNs - heardNs <= LIVENESS_NS;
    }
}
