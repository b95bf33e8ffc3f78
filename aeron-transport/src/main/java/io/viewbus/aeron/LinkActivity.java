/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import java.util.concurrent.TimeUnit;

/**
 * When a link was heard last. Aeron's client cannot tell: it shows the image of a dead sender for as long as unread frames
 * are in it.
 */
final class LinkActivity {

    /** The driver gives up an image after this silence. A live sender is heard every 100 ms. */
    static final long LIVENESS_NS = TimeUnit.SECONDS.toNanos(5);

    private long heardNs;
    private boolean hasImage;

    void onImage(long nowNs) {
        hasImage = true;
        heardNs = nowNs;
    }

    void onImageLost() {
        hasImage = false;
    }

    /** Notes a datagram; after a silence it comes too late for the image, which the driver has given up meanwhile. */
    void onHeard(long nowNs) {
        if (nowNs - heardNs > LIVENESS_NS) {
            hasImage = false;
        }
        heardNs = nowNs;
    }

    boolean isAlive(long nowNs) {
        return hasImage && nowNs - heardNs <= LIVENESS_NS;
    }
}
