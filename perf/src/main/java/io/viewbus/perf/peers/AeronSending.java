/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.peers;

import io.aeron.Publication;
import io.viewbus.perf.member.Load;
import java.util.concurrent.CompletableFuture;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** What a member sends through something that answers as a publication of Aeron does. On the member's agent thread, but for the start. */
final class AeronSending {

    /** Takes a message, and answers with a code of Aeron's. */
    @FunctionalInterface
    interface Offer {
        /** Offers a message. */
        long offer(DirectBuffer buffer, int offset, int length);
    }

    private final Load load;
    private final String system;
    private final int batch;
    private final Offer offer;
    private final UnsafeBuffer message;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private volatile boolean isStarted;

    /**
     * Makes what sends a load.
     *
     * @param load what is sent
     * @param system what is blamed if it refuses a message for good
     * @param batch the most messages in a turn
     * @param offer what takes them
     */
    AeronSending(Load load, String system, int batch, Offer offer) {
        this.load = load;
        this.system = system;
        this.batch = Math.max(1, batch);
        this.offer = offer;
        message = new UnsafeBuffer(BufferUtil.allocateDirectAligned(load.size(), BitUtil.CACHE_LINE_LENGTH));
    }

    void start() {
        isStarted = true;
    }

    /** Completes when nothing more is sent, after the end of the load. */
    CompletableFuture<Void> stopped() {
        return stopped;
    }

    /** Sends what is due, until it is refused or the turn has its share. Returns how many messages. */
    int send() {
        if (load.isStopped()) {
            stopped.complete(null);
            return 0;
        }
        int count = 0;
        while (isStarted && count < batch && load.isDue() && tryOffer()) {
            count++;
        }
        return count;
    }

    private boolean tryOffer() {
        load.writeTo(message, 0);
        long result = offer.offer(message, 0, load.size());
        if (result > 0) {
            load.sent();
            return true;
        }
        if (result != Publication.BACK_PRESSURED && result != Publication.ADMIN_ACTION) {
            throw new IllegalStateException(system + " refused a message: " + Publication.errorString(result));
        }
        return false;
    }
}
