/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.member;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * What this member saw of each change of the view: when it was installed, the last message before it, the first after it, and what
 * was delivered in the view that ended. Written by the thread that delivers.
 */
final class ViewLog {

    private final BlockingQueue<Sighting> sightings = new LinkedBlockingQueue<>();
    private String id = "none";
    private long deliveredBefore;
    private long lastNs;
    private boolean hasDelivered;
    private Sighting current = new Sighting("none", "none", 0, false, 0, 0, 0, 0, 0, 0);

    void onView(String next, int members, boolean isCoordinator, long tookNs, long digest, long delivered) {
        if (!hasDelivered && !id.equals("none")) {
            sightings.add(current); // A view in which nothing came.
        }
        current = new Sighting(
                id,
                next,
                members,
                isCoordinator,
                tookNs,
                System.nanoTime(),
                lastNs,
                0,
                delivered - deliveredBefore,
                digest);
        id = next;
        deliveredBefore = delivered;
        hasDelivered = false;
    }

    void onDelivery() {
        lastNs = System.nanoTime();
        if (!hasDelivered) {
            hasDelivered = true;
            sightings.add(current.withFirst(lastNs));
        }
    }

    /** Waits for what was seen next: told with the first message of a view, or with the view after it. */
    Sighting take() throws InterruptedException {
        return sightings.take();
    }
}
